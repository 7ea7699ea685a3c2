using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Planning;

/// <summary>What shall be other in the pod template; everything that is not named stays.</summary>
/// <param name="Generation">Of the set from which a whole template was taken to be edited; null: not checked.</param>
/// <param name="Template">The whole new template as JSON (metadata and spec); then the other parts are empty. Null: only those.</param>
public sealed record TemplateChange(
    ValueList<ImageChange> Images, ValueList<EnvironmentChange> Environment, ValueList<ResourceChange> Resources, string? Template = null, long? Generation = null)
{
    // JSON that leaves one out means none
    public ValueList<ImageChange> Images { get; init; } = Images ?? [];

    public ValueList<EnvironmentChange> Environment { get; init; } = Environment ?? [];

    public ValueList<ResourceChange> Resources { get; init; } = Resources ?? [];

    public static TemplateChange OfImage(string container, string image) => new([new(container, image)], [], []);

    public static TemplateChange OfTemplate(string json, long? generation = null) => new([], [], [], json, generation);
}

public sealed record ImageChange(string Container, string Image)
{
    public string Container { get; init; } = Container ?? "";

    public string Image { get; init; } = Image ?? "";
}

/// <param name="Value">Null takes the variable away.</param>
public sealed record EnvironmentChange(string Container, string Name, string? Value)
{
    public string Container { get; init; } = Container ?? "";

    public string Name { get; init; } = Name ?? "";
}

/// <summary>Requests and limits of a container; null leaves one as it is.</summary>
/// <param name="Resource">"cpu", "memory", …</param>
public sealed record ResourceChange(string Container, string Resource, string? Request, string? Limit)
{
    public string Container { get; init; } = Container ?? "";

    public string Resource { get; init; } = Resource ?? "";
}
