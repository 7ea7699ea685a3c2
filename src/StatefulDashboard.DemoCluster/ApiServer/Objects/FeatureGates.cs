namespace StatefulDashboard.DemoCluster.ApiServer.Objects;

/// <summary>Kubernetes' switches for what is not on everywhere.</summary>
/// <param name="MaxUnavailableStatefulSet">spec.updateStrategy.rollingUpdate.maxUnavailable counts; without the gate the field is dropped (off in 1.36).</param>
internal sealed record FeatureGates(bool MaxUnavailableStatefulSet = false);
