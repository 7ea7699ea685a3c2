using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Storage;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Tests.Recordings;

/// <summary>
/// What is said of storage at each moment at which a recorded scenario waited, against what a person has checked (ExpectedStorage/*.txt).
/// The recordings hold no classes and nodes: the classes are those of their README.
/// </summary>
public sealed class StorageRecordingTests
{
    private static readonly KubernetesJsonContext Json = KubernetesJsonContext.Default;

    private static readonly ClassDetail[] Classes =
    [
        new() { Metadata = new() { Name = "standard", Annotations = ValueMap.From([new(StorageAnnotations.IsDefault, "true")]) }, Provisioner = "fake.csi/io", AllowVolumeExpansion = true },
        new() { Metadata = new() { Name = "wait" }, Provisioner = "fake.csi/io", VolumeBindingMode = "WaitForFirstConsumer" },
        new() { Metadata = new() { Name = "retain" }, Provisioner = "fake.csi/io", ReclaimPolicy = "Retain" },
    ];

    [Theory]
    [InlineData("no-such-storage-class")]
    [InlineData("wait-for-first-consumer")]
    [InlineData("claim-in-use")]
    [InlineData("claim-grows")]
    [InlineData("scale-up-down")]
    [InlineData("retention-delete")]
    [InlineData("delete-background")]
    public async Task Storage_Scenario_IsSeenAsExpected(string name)
    {
        await using var replay = await RecordingReplay.StartAsync(name);
        var report = new StringBuilder();

        await replay.PlayAsync(_ => { }, wait =>
        {
            report.AppendLine("# " + wait.Text);
            var snapshot = At(replay, wait.Milliseconds);
            foreach (var set in snapshot.Sets)
            {
                report.Append(StorageReport.Of(SetStorage.From(snapshot, set.Name)!));
            }

            foreach (var claim in ClusterStorage.From(snapshot).Claims.Where(claim => claim.Meanings.Count == 0))
            {
                report.Append("alone ").Append(StorageReport.Of(claim, []));
            }
        });

        var file = Path.Combine(Recording.Folder, "..", "StatefulDashboard.Web.Tests", "Recordings", "ExpectedStorage", name + ".txt");
        var actual = Short(report.ToString().ReplaceLineEndings("\n"));
        File.Exists(file).ShouldBeTrue($"there is no expectation {file} for:\n{actual}");
        actual.ShouldBe((await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Waits_OfEveryRecording_AreNeverNamedWhenTheClaimWasBoundWithoutThem()
    {
        // at each change of a claim in every recording: a cause is named only of one that is Pending, and a missing class only where it never gets bound
        foreach (var name in Recording.Names)
        {
            await using var replay = await RecordingReplay.StartAsync(name);
            var bound = replay.Recording.Events.Where(item => item.Resource == "persistentvolumeclaims" && Phase(item.Object) == "Bound").Select(item => Uid(item.Object)).ToHashSet();
            await replay.PlayAsync(
                item =>
                {
                    if (item.Resource is not ("persistentvolumeclaims" or "pods"))
                    {
                        return;
                    }

                    var snapshot = At(replay, item.Milliseconds);
                    foreach (var claim in ClusterStorage.From(snapshot).Claims)
                    {
                        var uid = snapshot.Claims.FirstOrDefault(there => there.Metadata.Name == claim.Name)?.Metadata.Uid;
                        claim.Why.Where(why => claim.Phase == "Bound" || bound.Contains(uid ?? "") && IsForGood(why.Code)).ShouldBeEmpty($"{name} at {item.Milliseconds} ms: {claim.Name}");
                    }
                },
                _ => { });
        }
    }

    private static bool IsForGood(StatementCode code) => code is not (StatementCode.ClaimWhyEvent or StatementCode.ClaimWhyProvisioning or StatementCode.ClaimWhyWaitsForPod or StatementCode.ClaimWhyWaitsForFirstPod or StatementCode.ClaimWhyNotMadeYet);

    // volumes are named by uids: what they are called in the expectations is their claim
    private static string Short(string text) => System.Text.RegularExpressions.Regex.Replace(text, "pvc-[0-9a-f-]{36}", "<volume>", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private static StorageSnapshot At(RecordingReplay replay, long milliseconds) => new([.. replay.Projector.Sets.Values], UnreadStorage.Nodes)
    {
        Claims = Read(replay.Recording, milliseconds, "persistentvolumeclaims", Json.ClaimDetail),
        Volumes = Read(replay.Recording, milliseconds, "persistentvolumes", Json.VolumeDetail),
        Classes = Classes,
        Pods = Read(replay.Recording, milliseconds, "pods", Json.PodMounts),
        SetMounts = Read(replay.Recording, milliseconds, "statefulsets", Json.WorkloadMounts),
        Events = Read(replay.Recording, milliseconds, "events", Json.Event),
    };

    private static T[] Read<T>(Recording recording, long milliseconds, string resource, JsonTypeInfo<T> type)
    {
        var there = new SortedDictionary<string, T>(StringComparer.Ordinal);
        foreach (var item in recording.Events.Where(item => item.Resource == resource && item.Milliseconds <= milliseconds))
        {
            var name = item.Object.GetProperty("metadata").GetProperty("name").GetString()!;
            if (item.Type == "DELETED")
            {
                there.Remove(name);
            }
            else
            {
                there[name] = item.Object.Deserialize(type)!;
            }
        }

        return [.. there.Values];
    }

    private static string Phase(JsonElement claim) => claim.TryGetProperty("status", out var status) && status.TryGetProperty("phase", out var phase) ? phase.GetString()! : "";

    private static string Uid(JsonElement claim) => claim.GetProperty("metadata").GetProperty("uid").GetString()!;
}
