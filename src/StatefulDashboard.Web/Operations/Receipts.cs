using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using StatefulDashboard.Domain.Identity;
using StatefulDashboard.Domain.Operations;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using YamlDotNet.Serialization;

namespace StatefulDashboard.Web.Operations;

/// <summary>
/// Receipts of deletions: the manifests of a set and its claims as they were before the first step, in a ConfigMap of their own beside the
/// operation's. Nobody watches them: they are read when somebody asks.
/// </summary>
internal static class Receipts
{
    private const string DataKey = "receipt";

    /// <summary>Reads the set and every claim of it, as they are now; null when the set is gone, or no longer the one that was planned on.</summary>
    /// <exception cref="KubernetesException">There was no answer, or not everything may be read.</exception>
    public static async Task<(SetReceipt Receipt, ValueList<PlannedClaim> Claims)?> MakeAsync(
        KubernetesClient client, StatefulSetOverview set, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await client.GetWholeAsync(ResourceKinds.StatefulSets, set.Name, cancellationToken) is not { } whole
            || whole["metadata"]?["uid"]?.ToString() != set.Uid || whole["metadata"]?["generation"]?.GetValue<long>() != set.Generation)
        {
            return null;
        }

        List<JsonObject> manifests = [];
        List<PlannedClaim> claims = [];
        foreach (var (ordinal, claim) in set.Slots.SelectMany(slot => slot.Claims.Where(claim => claim.Exists).Select(claim => (slot.Ordinal, claim.Name))))
        {
            if (await client.GetWholeAsync(ResourceKinds.PersistentVolumeClaims, new(set.Name.Namespace, claim), cancellationToken) is { } manifest)
            {
                manifests.Add(manifest);
                claims.Add(new(claim, manifest["metadata"]?["uid"]?.ToString() ?? "", ordinal));
            }
        }

        return (ReceiptMaker.Of(whole, manifests, now), claims.ToValueList());
    }

    public static Task<WriteResult<ConfigMap>> WriteAsync(KubernetesClient client, Operation operation, SetReceipt receipt, OperationSeal seal, TimeProvider time, CancellationToken cancellationToken)
    {
        var text = JsonSerializer.Serialize(receipt, JsonSerializerOptions.Web);
        var body = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = NameOf(operation.Id), ["labels"] = OperationRecord.Labels(operation.Id, "receipt") },
            ["data"] = new JsonObject { [DataKey] = text, [OperationRecord.SealKey] = seal.Of(NameOf(operation), text) },
        };
        return new GuardedWrites(client, time).CreateAsync(ResourceKinds.Operations, operation.Name.Namespace, body, new WriteOptions(), cancellationToken);
    }

    /// <returns>Null where there is none that can be read; and whether a dashboard that this one knows has written it.</returns>
    /// <exception cref="KubernetesException">There was no answer.</exception>
    public static async Task<(SetReceipt Receipt, bool IsSealed)?> ReadAsync(KubernetesClient client, OperationSeal seal, NamespacedName operation, CancellationToken cancellationToken)
    {
        try
        {
            var map = await client.GetAsync(ResourceKinds.Operations, new(operation.Namespace, NameOf(operation.Name)), cancellationToken);
            var text = map.Data.Get(DataKey) ?? "null";
            var receipt = JsonSerializer.Deserialize<SetReceipt>(text, JsonSerializerOptions.Web);
            return receipt is { Manifest: not null, ClaimManifests: not null } && receipt.Name.Namespace == operation.Namespace
                ? (receipt, seal.Fits(map.Metadata.Key, text, map.Data.Get(OperationRecord.SealKey)))
                : null;
        }
        catch (KubernetesApiException fault) when (fault.StatusCode == 404)
        {
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Documents for kubectl create: the claims first, for a set that finds no claim makes an empty one.</summary>
    public static string Yaml(SetReceipt receipt)
    {
        var text = new StringBuilder();
        var serializer = new SerializerBuilder().WithQuotingNecessaryStrings().Build();
        foreach (var manifest in receipt.ClaimManifests.Append(receipt.Manifest))
        {
            text.Append("---\n").Append(serializer.Serialize(Plain(JsonNode.Parse(manifest)) ?? ""));
        }

        return text.ToString();
    }

    public static NamespacedName NameOf(Operation operation) => new(operation.Name.Namespace, NameOf(operation.Id));

    private static string NameOf(string operationId) => OperationRecord.NamePrefix + operationId + "-receipt";

    private static object? Plain(JsonNode? node) => node switch
    {
        JsonObject fields => fields.ToDictionary(field => field.Key, field => Plain(field.Value)),
        JsonArray items => items.Select(Plain).ToList(),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.String => value.GetValue<string>(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => value.TryGetValue<long>(out var whole) ? whole : value.GetValue<double>(),
            _ => null,
        },
        _ => null,
    };
}
