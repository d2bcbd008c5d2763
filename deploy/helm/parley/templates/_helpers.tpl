{{- define "parley.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{/* The labels that select the pods of a component. Takes a list: the root and the component. */}}
{{- define "parley.selector" -}}
app.kubernetes.io/name: {{ (index . 0).Chart.Name }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "parley.labels" -}}
{{ include "parley.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version | replace "+" "_" }}
{{- end }}

{{- define "parley.image" -}}
{{- $root := index . 0 }}
{{- with $root.Values.image.registry }}{{ . | trimSuffix "/" }}/{{ end }}
{{- index $root.Values.image (index . 1) }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}
{{- end }}

{{- define "parley.databaseUrl" -}}
{{- if .Values.allInOne.enabled -}}
jdbc:postgresql://{{ include "parley.name" . }}-postgres:5432/parley
{{- else }}{{ required "database.url is required, such as jdbc:postgresql://host:5432/parley" .Values.database.url }}
{{- end }}
{{- end }}

{{- define "parley.temporalAddress" -}}
{{- if .Values.allInOne.enabled }}{{ include "parley.name" . }}-temporal:7233
{{- else }}{{ required "temporal.address is required, such as host:7233" .Values.temporal.address }}
{{- end }}
{{- end }}

{{/* Settings by name; numbers and booleans are quoted, as variables are texts. */}}
{{- define "parley.settings" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ $value | toString | quote }}
{{- end }}
{{- end }}

{{/* Takes variables as a YAML list; of those with one name, the last stays, at the first one's place. */}}
{{- define "parley.unique" -}}
{{- $all := fromYamlArray . }}
{{- $last := dict }}
{{- range $all }}{{- $_ := set $last .name . }}{{- end }}
{{- $names := list }}
{{- range $all }}{{- $names = append $names .name }}{{- end }}
{{- range $names | uniq }}
{{ toYaml (list (index $last .)) }}
{{- end }}
{{- end }}

{{/* What every container of Parley has, whichever service it runs. */}}
{{- define "parley.databaseSettings" -}}
- name: PARLEY_DB_URL
  value: {{ include "parley.databaseUrl" . | quote }}
- name: PARLEY_DB_USER
  value: {{ .Values.database.user | quote }}
- name: PARLEY_DB_PASSWORD_FILE
  value: /run/secrets/parley/service-password
- name: PARLEY_LOG_FORMAT
  value: json
{{- end }}

{{- define "parley.commonSettings" -}}
{{ include "parley.databaseSettings" . }}
- name: PARLEY_BIND
  value: 0.0.0.0
- name: PARLEY_SECRETS_KEY_FILE
  value: /run/secrets/parley/secrets-key.json
- name: PARLEY_PUBLIC_URL
  value: {{ required "publicUrl is required: where people reach the api" .Values.publicUrl | quote }}
- name: TEMPORAL_ADDRESS
  value: {{ include "parley.temporalAddress" . | quote }}
- name: TEMPORAL_NAMESPACE
  value: {{ .Values.temporal.namespace | quote }}
{{- include "parley.settings" .Values.temporal.env }}
{{- include "parley.settings" .Values.env }}
{{- end }}

{{/* A container whose process can change nothing but its memory and /tmp. */}}
{{- define "parley.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Takes the numeric user. */}}
{{- define "parley.podSecurity" -}}
runAsNonRoot: true
runAsUser: {{ . }}
runAsGroup: {{ . }}
fsGroup: {{ . }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "parley.secretName" -}}
{{ required "existingSecret is required: deploy/secrets.sh makes what belongs into it" .Values.existingSecret }}
{{- end }}

{{- define "parley.mounts" -}}
- name: tmp
  mountPath: /tmp
- name: secrets
  mountPath: /run/secrets/parley
  readOnly: true
{{- include "parley.databaseMount" . }}
{{- if .Values.temporal.existingSecret }}
- name: temporal
  mountPath: /run/secrets/temporal
  readOnly: true
{{- end }}
{{- end }}

{{- define "parley.databaseMount" -}}
{{- if .Values.database.existingSecret }}
- name: database
  mountPath: /run/secrets/database
  readOnly: true
{{- end }}
{{- end }}

{{- define "parley.databaseVolume" -}}
{{- with .Values.database.existingSecret }}
- name: database
  secret:
    secretName: {{ . | quote }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{/* Takes a list: the root and the keys of the secret that are mounted. */}}
{{- define "parley.volumes" -}}
{{- $root := index . 0 }}
- name: tmp
  emptyDir:
    sizeLimit: 512Mi
- name: secrets
  secret:
    secretName: {{ include "parley.secretName" $root | quote }}
    defaultMode: 0440
    items:
      {{- range index . 1 }}
      - key: {{ . }}
        path: {{ . }}
      {{- end }}
{{- include "parley.databaseVolume" $root }}
{{- with $root.Values.temporal.existingSecret }}
- name: temporal
  secret:
    secretName: {{ . | quote }}
    defaultMode: 0440
{{- end }}
{{- end }}

{{/* Takes a list: the root and the component. Spreads its pods, where that is possible. */}}
{{- define "parley.placement" -}}
{{- $root := index . 0 }}
{{- $component := index . 1 }}
{{- $values := index $root.Values $component }}
topologySpreadConstraints:
  {{- range list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "parley.selector" (list $root $component) | nindent 8 }}
  {{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Takes a list: the root and the user. What the pods of the chart have in common. */}}
{{- define "parley.pod" -}}
{{- $root := index . 0 -}}
automountServiceAccountToken: false
# The variables that Kubernetes derives from services are named like Parley's settings.
enableServiceLinks: false
{{- with $root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  {{- include "parley.podSecurity" (index . 1) | nindent 2 }}
{{- end }}

{{/* The names under which the api is asked, besides localhost. */}}
{{- define "parley.hosts" -}}
{{- $service := printf "%s-api" (include "parley.name" .) }}
{{- $domain := printf "%s.%s" $service .Release.Namespace }}
{{- $public := regexReplaceAll "^https?://([^/:]+).*$" .Values.publicUrl "${1}" }}
{{- concat (list "$(POD_IP)" $public $service $domain (printf "%s.svc" $domain) (printf "%s.svc.cluster.local" $domain)) .Values.hosts | uniq | join "," }}
{{- end }}

{{- define "parley.toDatabase" -}}
- ports: [{protocol: TCP, port: {{ .Values.networkPolicy.database.port }}}]
  {{- if .Values.allInOne.enabled }}
  to:
    - podSelector:
        matchLabels:
          {{- include "parley.selector" (list . "postgres") | nindent 10 }}
  {{- else if .Values.networkPolicy.database.to }}
  to:
    {{- toYaml .Values.networkPolicy.database.to | nindent 4 }}
  {{- end }}
{{- end }}

{{- define "parley.toTemporal" -}}
- ports: [{protocol: TCP, port: {{ .Values.networkPolicy.temporal.port }}}]
  {{- if .Values.allInOne.enabled }}
  to:
    - podSelector:
        matchLabels:
          {{- include "parley.selector" (list . "temporal") | nindent 10 }}
  {{- else if .Values.networkPolicy.temporal.to }}
  to:
    {{- toYaml .Values.networkPolicy.temporal.to | nindent 4 }}
  {{- end }}
{{- end }}

{{/* Takes a list: the root and the ports; none means all. */}}
{{- define "parley.toOutside" -}}
{{- $policy := (index . 0).Values.networkPolicy -}}
- to:
    - ipBlock:
        cidr: 0.0.0.0/0
        except:
          {{- toYaml $policy.privateNetworks | nindent 10 }}
    - ipBlock:
        cidr: ::/0
        except:
          {{- toYaml $policy.privateNetworks6 | nindent 10 }}
  ports:
    {{- range index . 1 }}
    - {protocol: TCP, port: {{ . }}}
    {{- else }}
    - {protocol: TCP}
    {{- end }}
{{- end }}
