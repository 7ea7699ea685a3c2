using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Security;

namespace StatefulDashboard.Web.Operations;

public sealed partial class Actions
{
    public async Task<string?> TemplateYamlAsync(Person person, string clusterId, NamespacedName name, CancellationToken cancellationToken)
    {
        using var hold = clusters.Hold(clusterId);
        if (hold is null || (await reader.ReadAsync(person, clusterId, cancellationToken))?.Sets.ContainsKey(name) != true || people.Find(person.Name, hold.Connection) is not { } client)
        {
            return null;
        }

        try
        {
            // the view keeps only the fields that it shows: somebody who edits the template wants all of them
            var set = await client.GetWholeAsync(ResourceKinds.StatefulSets, name, cancellationToken);
            return set?["spec"]?["template"] is JsonObject template ? TemplateYaml.Write(template) : null;
        }
        catch (KubernetesException fault)
        {
            LogUnread(clusterId, name.ToString(), fault);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The template of {Set} in {Cluster} could not be read to be edited")]
    private partial void LogUnread(string cluster, string set, Exception fault);
}
