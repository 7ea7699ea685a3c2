namespace StatefulDashboard.Kubernetes.Configuration;

/// <summary>A piece of a configuration file and the line where it begins.</summary>
internal abstract record ConfigNode(long Line);

/// <summary>Text; null where YAML says so (nothing at all, "~" or "null" without quotes).</summary>
internal sealed record ConfigScalar(long Line, string? Text) : ConfigNode(Line);

internal sealed record ConfigSequence(long Line, IReadOnlyList<ConfigNode> Items) : ConfigNode(Line);

internal sealed record ConfigMapping(long Line, IReadOnlyDictionary<string, ConfigNode> Fields) : ConfigNode(Line);
