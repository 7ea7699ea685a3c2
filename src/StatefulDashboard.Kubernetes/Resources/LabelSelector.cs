namespace StatefulDashboard.Kubernetes.Resources;

/// <summary>metav1.LabelSelector: all of its requirements must hold; an empty one matches everything.</summary>
public sealed record LabelSelector
{
    public ValueMap MatchLabels { get; init => field = value ?? ValueMap.Empty; } = ValueMap.Empty;

    public ValueList<LabelSelectorRequirement> MatchExpressions { get; init => field = value ?? []; } = [];

    public bool Matches(ValueMap labels)
    {
        foreach (var (key, value) in MatchLabels)
        {
            if (!string.Equals(labels.Get(key), value, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return MatchExpressions.All(requirement => requirement.Matches(labels));
    }
}

public sealed record LabelSelectorRequirement
{
    public string Key { get; init => field = value ?? ""; } = "";

    /// <summary>In, NotIn, Exists or DoesNotExist; anything else matches nothing.</summary>
    public string Operator { get; init => field = value ?? ""; } = "";

    public ValueList<string> Values { get; init => field = value ?? []; } = [];

    public bool Matches(ValueMap labels) => Operator switch
    {
        "In" => labels.Get(Key) is { } value && Values.Contains(value),
        "NotIn" => labels.Get(Key) is not { } value || !Values.Contains(value),
        "Exists" => labels.ContainsKey(Key),
        "DoesNotExist" => !labels.ContainsKey(Key),
        _ => false,
    };
}
