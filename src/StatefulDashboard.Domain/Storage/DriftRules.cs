using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>
/// How a claim differs from the template that its set has now. Templates cannot be changed, and the set never touches a claim that is
/// there (kubernetes/kubernetes #68737): such a difference stays until somebody ends it.
/// </summary>
internal static class DriftRules
{
    public static ValueList<Statement> Of(ClaimDetailSpec claim, ClaimDetailSpec template)
    {
        List<Statement> found = [];
        var (has, wants) = (claim.Resources.Requests.Get("storage"), template.Resources.Requests.Get("storage"));
        if (Quantity.ToBytes(has) is { } hasBytes && Quantity.ToBytes(wants) is { } wantsBytes && hasBytes != wantsBytes)
        {
            found.Add(Statement.Of(hasBytes > wantsBytes ? StatementCode.ClaimDriftLarger : StatementCode.ClaimDriftSmaller, has!, wants!));
        }

        // a template that names no class took whatever was the default when the claim was made
        if (template.StorageClassName is { } named && claim.StorageClassName != named)
        {
            found.Add(Statement.Of(StatementCode.ClaimDriftClass, Name(claim.StorageClassName), Name(named)));
        }

        if (!claim.AccessModes.ToHashSet().SetEquals(template.AccessModes))
        {
            found.Add(Statement.Of(StatementCode.ClaimDriftModes, string.Join(", ", claim.AccessModes), string.Join(", ", template.AccessModes)));
        }

        if (claim.VolumeMode != template.VolumeMode)
        {
            found.Add(Statement.Of(StatementCode.ClaimDriftVolumeMode, claim.VolumeMode, template.VolumeMode));
        }

        if (found.Count > 0)
        {
            found.Add(Statement.Of(StatementCode.ClaimDriftStays));
        }

        return found.ToValueList();
    }

    private static string Name(string? storageClass) => storageClass is { Length: > 0 } ? storageClass : "\"\"";
}
