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

    /// <summary>As a filter for lists and watches: "app=web,tier in (a,b)"; null for one that matches everything, or that the server would not understand.</summary>
    public string? ToQuery()
    {
        var parts = MatchLabels.Select(pair => pair.Key + "=" + pair.Value).Concat(MatchExpressions.Select(requirement => requirement.ToQuery())).ToArray();
        return parts.Length == 0 || Array.Exists(parts, part => part is null) ? null : string.Join(',', parts);
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

    internal string? ToQuery() => Operator switch
    {
        "In" => Key + " in (" + string.Join(',', Values) + ")",
        "NotIn" => Key + " notin (" + string.Join(',', Values) + ")",
        "Exists" => Key,
        "DoesNotExist" => "!" + Key,
        _ => null,
    };
}
