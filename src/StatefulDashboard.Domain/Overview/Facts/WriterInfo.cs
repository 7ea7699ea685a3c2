using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Overview.Facts;

/// <summary>An entry of metadata.managedFields that owns fields which actions write.</summary>
/// <param name="Operation">Apply or Update.</param>
/// <param name="Subresource">"scale" where it was written there; empty for the object itself.</param>
public sealed record FieldOwnerInfo(string Manager, string Operation, string Subresource, DateTimeOffset? At, SetFields Fields);

/// <summary>How a writer comes to write again.</summary>
public enum WriterKind
{
    /// <summary>A controller that compares again and again: Argo CD, Flux, an operator.</summary>
    Loop,

    /// <summary>A tool that writes the whole manifest when somebody runs it: Helm, Terraform, a file and kubectl apply.</summary>
    Tool,
}

/// <summary>Something other than a person at the keyboard that writes the set's manifest.</summary>
/// <param name="Name">"Argo CD", "Kafka/events" for an owner.</param>
/// <param name="Evidence">What says so: "label app.kubernetes.io/managed-by=Helm"; never empty.</param>
/// <param name="Fields">What it owns now; what it does not own now it may still take back (a write by somebody else takes ownership away).</param>
public sealed record WriterInfo(string Name, WriterKind Kind, ValueList<string> Evidence, SetFields Fields);
