#!/bin/sh
# Stands for `helm template`: prints what a chart would give.
cat <<MANIFEST
---
# Source: any/templates/a.yaml
apiVersion: v1
kind: ConfigMap
metadata:
  name: of-helm
data:
  arguments: "$#"
MANIFEST
