using System.Text.Json;
using StatefulDashboard.Domain.Planning;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Web.Api;

/// <summary>Intents as programs post them. Strict: what is not understood is refused, with the form that would be.</summary>
internal static class IntentReader
{
    /// <summary>A gate of more than this is a mistake.</summary>
    private const int LongestSoakSeconds = 86_400;

    private static readonly (string Action, string Form, Func<NamespacedName, IntentFields, ActionIntent> Read)[] Kinds =
    [
        ("scale", """{"action": "scale", "replicas": 5}""", (name, fields) => new ScaleIntent(name, fields.Number("replicas"))),
        ("rollout", """{"action": "rollout", "images": [{"container": "nginx", "image": "nginx:1.27"}], "partitions": [2, 1, 0], "soakSeconds": 30, "needsApproval": false}; instead of images, or besides: "environment": [{"container": "nginx", "name": "MODE", "value": "calm"}], "resources": [{"container": "nginx", "resource": "cpu", "request": "100m", "limit": "1"}]; or "template": {…}; or none of them, to take over the rollout that is there""", Rollout),
        ("deletion", """{"action": "deletion", "pods": "stopInOrder" or "orphan", "snapshots": ["www-web-0"], "deletions": ["www-web-0"], "snapshotClass": "fast"}; a claim that is not named stays""", Deletion),
        ("podDeletion", """{"action": "podDeletion", "podName": "web-1", "podUid": "…"}""", (name, fields) => new PodDeletionIntent(name, fields.Text("podName"), fields.Text("podUid"))),
        ("restoration", """{"action": "restoration", "operationId": "…"}""", (name, fields) => new RestorationIntent(name, fields.Text("operationId"))),
    ];

    /// <summary>The intent, or what is wrong and what would be right.</summary>
    public static (ActionIntent? Intent, string? Fault) Read(NamespacedName name, JsonElement body)
    {
        var form = "Known actions: " + string.Join(", ", Kinds.Select(kind => kind.Action)) + ".";
        try
        {
            var fields = new IntentFields(body);
            var action = fields.Text("action");
            var kind = Array.Find(Kinds, kind => kind.Action == action);
            if (kind.Read is null)
            {
                return (null, $"There is no action \"{action}\". {form}");
            }

            form = "Send " + kind.Form + ".";
            var intent = kind.Read(name, fields);
            fields.EnsureAllTaken();
            return (intent, null);
        }
        catch (IntentException fault)
        {
            return (null, $"{fault.Message} {form}");
        }
        catch (InvalidOperationException)
        {
            return (null, "The body holds text that is no Unicode (half of a surrogate pair). " + form);
        }
    }

    private static RolloutIntent Rollout(NamespacedName name, IntentFields fields)
    {
        var isTakeOver = !fields.Has("images") && !fields.Has("environment") && !fields.Has("resources") && !fields.Has("template");
        var change = new TemplateChange(
            fields.Objects("images", image => new ImageChange(image.Text("container"), image.Text("image"))),
            fields.Objects("environment", variable => new EnvironmentChange(variable.Text("container"), variable.Text("name"), variable.OptionalText("value"))),
            fields.Objects("resources", resource => new ResourceChange(resource.Text("container"), resource.Text("resource"), resource.OptionalText("request"), resource.OptionalText("limit"))),
            fields.ObjectText("template"));
        var partitions = fields.Numbers("partitions");
        if (partitions.Count == 0)
        {
            throw new IntentException("\"partitions\" is missing: the steps, as falling values of the partition.");
        }

        var soak = fields.OptionalNumber("soakSeconds") ?? 0;
        return soak is >= 0 and <= LongestSoakSeconds
            ? new(name, isTakeOver ? null : change, partitions, TimeSpan.FromSeconds(soak), fields.Flag("needsApproval"))
            : throw new IntentException($"\"soakSeconds\" must be from 0 to {LongestSoakSeconds}.");
    }

    private static DeletionIntent Deletion(NamespacedName name, IntentFields fields) => new(
        name,
        (fields.OptionalText("pods") ?? "stopInOrder") switch
        {
            "stopInOrder" => PodChoice.StopInOrder,
            "orphan" => PodChoice.Orphan,
            var other => throw new IntentException($"\"pods\" cannot be \"{other}\"."),
        },
        fields.Texts("snapshots"),
        fields.Texts("deletions"),
        fields.OptionalText("snapshotClass"));
}
