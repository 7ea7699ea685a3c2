namespace StatefulDashboard.Domain.Manifests;

/// <summary>What may be shown as it is. No kind that holds secrets may ever come into this list.</summary>
public enum ManifestKind
{
    StatefulSet,
    Pod,
    Claim,
    Volume,
    Service,
    Revision,
    Budget,
}
