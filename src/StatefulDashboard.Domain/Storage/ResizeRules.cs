using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Storage;

/// <summary>A claim that asks for more than it has: how far its growth has come.</summary>
internal static class ResizeRules
{
    public static IEnumerable<Statement> Of(ClaimDetail claim, ClassInfo? storageClass)
    {
        var (wanted, has) = (claim.Spec.Resources.Requests.Get("storage"), claim.Status.Capacity.Get("storage"));
        if (claim.Status.Phase != "Bound" || Quantity.ToBytes(wanted) is not { } wantedBytes || Quantity.ToBytes(has) is not { } hasBytes || wantedBytes <= hasBytes)
        {
            yield break;
        }

        var failed = claim.Status.Conditions.FirstOrDefault(condition => condition is { IsTrue: true, Type: "ControllerResizeError" or "NodeResizeError" });
        yield return failed is not null ? Statement.Of(StatementCode.ClaimResizeFailed, has!, wanted!, failed.Message)
            : Has(claim, "FileSystemResizePending") ? Statement.Of(StatementCode.ClaimResizeWaitsForMount, has!, wanted!)
            : storageClass is { AllowsExpansion: false } && !Has(claim, "Resizing") ? Statement.Of(StatementCode.ClaimResizeNotAllowed, has!, wanted!, storageClass.Name)
            : Statement.Of(StatementCode.ClaimResizeUnderWay, has!, wanted!);
    }

    private static bool Has(ClaimDetail claim, string type) => claim.Status.Conditions.Any(condition => condition.IsTrue && condition.Type == type);
}
