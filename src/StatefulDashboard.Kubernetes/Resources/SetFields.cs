namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>Those fields of a StatefulSet that actions write.</summary>
[Flags]
public enum SetFields
{
    None = 0,

    /// <summary>spec.replicas.</summary>
    Replicas = 1,

    /// <summary>spec.template, or something below it.</summary>
    Template = 1 << 1,

    /// <summary>spec.updateStrategy, or something below it.</summary>
    UpdateStrategy = 1 << 2,
}
