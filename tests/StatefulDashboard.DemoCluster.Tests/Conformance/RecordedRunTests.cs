using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.ApiServer.Storage;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.Conformance;

/// <summary>The comparison sees what it must see, and nothing else.</summary>
public class RecordedRunTests
{
    private readonly Recording recording = Recording.Load(Path.Combine(Recordings.Folder, "scale-up-down"));

    [Fact]
    public void Run_AgainstItself_IsEqual() => Differences(_ => { }).ShouldBeEmpty();

    [Fact]
    public void Uids_Addresses_Times_AndMilliseconds_DoNotCount() => Differences(events =>
    {
        foreach (var e in events)
        {
            e["object"]!["metadata"]!["creationTimestamp"] = "2020-02-02T02:02:02Z";
            e["object"]!["metadata"]!["resourceVersion"] = "1";
            if (e["object"]!["status"] is JsonObject status && status.ContainsKey("podIP"))
            {
                status["podIP"] = "10.9.8.7";
            }
        }
    }).ShouldBeEmpty();

    [Fact]
    public void Pods_InAnotherOrder_AreSeen() => Differences(events =>
    {
        var created = events.Where(e => e.Text("resource") == "pods" && e.Text("type") == "ADDED").Take(2).Select(e => events.IndexOf(e)).ToArray();
        (events[created[0]]["object"], events[created[1]]["object"]) = (events[created[1]]["object"]!.DeepClone(), events[created[0]]["object"]!.DeepClone());
    }).ShouldContain(d => d.Contains("pods, in order", StringComparison.Ordinal) && d.Contains("web-1 created", StringComparison.Ordinal));

    [Fact]
    public void Claim_WithAnotherOwner_IsSeen() => Differences(events =>
    {
        foreach (var e in events.Where(e => e.Text("resource") == "persistentvolumeclaims" && e.Text("object", "metadata", "name") == "www-web-4"))
        {
            e["object"]!["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject { ["kind"] = "StatefulSet", ["name"] = "web", ["uid"] = "x" });
        }
    }).ShouldContain(d => d.Contains("www-web-4", StringComparison.Ordinal) && d.Contains("owned by StatefulSet", StringComparison.Ordinal));

    [Fact]
    public void Counter_ThatDiffers_IsSeen() => Differences(events => events.Last(e => e.Text("resource") == "statefulsets")["object"]!["status"]!["readyReplicas"] = 3)
        .ShouldHaveSingleItem().ShouldEndWith("set web / readyReplicas: expected 4, got 3");

    [Fact]
    public void TextOfAnEvent_ThatDiffers_IsSeen() => Differences(events =>
    {
        foreach (var e in events.Where(e => e.Text("object", "reason") == "SuccessfulDelete"))
        {
            e["object"]!["message"] = e.Text("object", "message")!.Replace("successful", "done", StringComparison.Ordinal);
        }
    }).ShouldContain(d => d.Contains("reasons", StringComparison.Ordinal) && d.Contains("done", StringComparison.Ordinal));

    private List<string> Differences(Action<List<JsonObject>> change)
    {
        var changed = recording.Events.Select(e => (JsonObject)e.DeepClone()).ToList();
        change(changed);
        return [.. Difference.Between("run", RecordedRun.Tell(recording), RecordedRun.Tell(recording with { Events = changed }))];
    }
}
