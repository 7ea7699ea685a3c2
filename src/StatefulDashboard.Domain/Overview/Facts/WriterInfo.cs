using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview.Facts;

/// <summary>Which of the fields that actions write.</summary>
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

/// <summary>An entry of metadata.managedFields.</summary>
/// <param name="Operation">Apply or Update.</param>
public sealed record FieldOwnerInfo(string Manager, string Operation, DateTimeOffset? At, SetFields Fields);

/// <summary>Something that writes the set's manifest again and again: Argo CD, Flux, Helm, an operator.</summary>
/// <param name="Name">"Argo CD", "Kafka/events" for an owner.</param>
/// <param name="Evidence">What says so: "label app.kubernetes.io/managed-by=Helm".</param>
/// <param name="Fields">What it is known to own; None where nothing says which, then it may be any.</param>
public sealed record WriterInfo(string Name, ValueList<string> Evidence, SetFields Fields);
