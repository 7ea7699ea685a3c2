using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Operations;

namespace StatefulDashboard.Web.Tests.Operations;

public sealed class OperationPrunerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TooOld_OverForMoreThanThirtyDays_IsNamedAndOneUnderWayNever()
    {
        Operation[] operations = [Over("fresh", days: 29), Over("old", days: 31), Over("going", days: 400) with { State = OperationState.Held, EndedAt = null }];

        OperationPruner.TooOld(operations, new(), Now).Select(operation => operation.Id).ShouldBe(["old"]);
    }

    [Fact]
    public void TooOld_MoreThanTwoHundred_TheOldestGoFirst()
    {
        var operations = Enumerable.Range(0, 203).Select(number => Over("n" + number, days: 0) with { EndedAt = Now.AddMinutes(-number) });

        OperationPruner.TooOld(operations, new(), Now).Select(operation => operation.Id).ShouldBe(["n202", "n201", "n200"]);
    }

    private static Operation Over(string id, int days)
    {
        var name = new NamespacedName("shop", "web");
        var at = Now.AddDays(-days);
        return new(id, ActionKind.Deletion, name, "u", 1, DeletionIntent.KeepAll(name), [], StepKey.Finish, at, OperationState.Done, null, "a", "a", at, at, []) { Deletion = new([], 0) };
    }
}
