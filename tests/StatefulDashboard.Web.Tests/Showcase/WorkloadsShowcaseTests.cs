using System.Globalization;
using System.Text;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Workloads;
using StatefulDashboard.Web.Clusters;

namespace StatefulDashboard.Web.Tests.Showcase;

/// <summary>Every workload that a first visitor finds, told apart by where its state is (Expected/workloads-showcase.txt).</summary>
[Collection(ShowcaseCollection.Name)]
public sealed class WorkloadsShowcaseTests(ShowcaseFixture showcase)
{
    [Fact]
    public Task Workloads_OfTheShowcase_AreToldApart() => Expectation.MeetAsync("workloads-showcase", () => Report(showcase.View));

    private static string Report(ClusterView view)
    {
        var text = new StringBuilder();
        foreach (var set in view.Sets.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{set.Name} StatefulSet: {WorkloadShapes.Of(set)}");
            text.Append(set.SharedClaims.Count > 0 ? $", all mount {string.Join(", ", set.SharedClaims)}" : "").Append('\n');
        }

        foreach (var other in view.Workloads.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"{other.Name} {other.Kind}: {other.Shape}, {other.Phase}, {other.Ready} of {other.Desired}\n");
            text.Append(CultureInfo.InvariantCulture, $"  {Say(other.Reason)}\n");
            foreach (var claim in other.Claims)
            {
                text.Append(CultureInfo.InvariantCulture, $"  claim {claim.Name} {claim.Phase} {claim.Size} {string.Join(", ", claim.AccessModes)}\n");
            }

            foreach (var notice in other.Notices)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {notice.Severity} {Say(notice.Text)}\n");
            }
        }

        return text.ToString();
    }

    private static string Say(Statement statement) => $"{statement.Code}({string.Join("; ", statement.Arguments)})";
}
