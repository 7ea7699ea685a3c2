using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>Valid requests with something changed by chance: a value, a member, a list, or a few characters of the text.</summary>
internal sealed class Mutation(Random random)
{
    private static readonly (string Path, string Body)[] Valid =
    [
        (BadInput.Sets, TestCluster.NewSet("fuzz", 1)),
        ("/api/v1/namespaces/default/services", TestCluster.NewService("fuzz")),
        (TestCluster.Pods, """{"metadata":{"name":"fuzz","labels":{"a":"b"}},"spec":{"containers":[{"name":"a","image":"b","env":[{"name":"x","value":"y"}]}]}}"""),
        (TestCluster.Claims, """{"metadata":{"name":"fuzz"},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"requests":{"storage":"1Gi"}}}}"""),
        ("/apis/policy/v1/namespaces/default/poddisruptionbudgets", """{"metadata":{"name":"fuzz"},"spec":{"minAvailable":1,"selector":{"matchLabels":{"app":"web"}}}}"""),
        ("/apis/apps/v1/namespaces/default/deployments", """{"metadata":{"name":"fuzz"},"spec":{"replicas":0,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"containers":[{"name":"a","image":"b"}]}}}}"""),
        ("/api/v1/persistentvolumes", """{"metadata":{"name":"fuzz"},"spec":{"capacity":{"storage":"1Gi"},"accessModes":["ReadWriteOnce"],"hostPath":{"path":"/x"}}}"""),
        ("/apis/storage.k8s.io/v1/storageclasses", """{"metadata":{"name":"fuzz"},"provisioner":"fake.csi/io"}"""),
        ("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", """{"metadata":{"name":"fuzz"},"addressType":"IPv4","endpoints":[{"addresses":["10.0.0.1"]}],"ports":[{"port":80}]}"""),
        ("/apis/events.k8s.io/v1/namespaces/default/events", """{"metadata":{"name":"fuzz"},"regarding":{"kind":"Pod","name":"x"},"note":"n","reason":"r","type":"Normal"}"""),
    ];

    private static readonly string[] Values =
        ["null", "0", "-1", "1e400", "99999999999999999999", "\"\"", "\"x\"", "\"\\u0000\"", "true", "[]", "[null]", "{}", "{\"a\":{\"b\":[1]}}", "\"2026-01-01T00:00:00Z\"", "\"-5Gi\"", "\"100%\""];

    private static readonly string[] Patches = ["application/merge-patch+json", "application/strategic-merge-patch+json", "application/json-patch+json", "application/apply-patch+yaml"];

    public (string Method, string Path, string Body, string Type) Next()
    {
        var (path, valid) = Pick(Valid);
        var body = (JsonObject)JsonNode.Parse(valid)!;
        for (var i = random.Next(3); i >= 0; i--)
        {
            Change(body);
        }

        var text = random.Next(8) == 0 ? Scramble(body.ToJsonString()) : body.ToJsonString();
        return random.Next(4) switch
        {
            0 => ("PATCH", $"{path}/fuzz?fieldManager=fuzz&force=true", text, Pick(Patches)),
            1 => ("PUT", path + "/fuzz", text, "application/json"),
            2 when random.Next(3) == 0 => ("DELETE", path + "/fuzz", text, "application/json"),
            _ => ("POST", path + (random.Next(2) == 0 ? "?fieldValidation=Strict" : ""), text, "application/json"),
        };
    }

    private void Change(JsonObject root)
    {
        List<(JsonNode Parent, object Step)> places = [];
        Collect(root, places);
        if (places.Count == 0)
        {
            return;
        }

        var (parent, step) = Pick(places);
        if (parent is JsonObject map)
        {
            switch (random.Next(4))
            {
                case 0:
                    map.Remove((string)step);
                    break;
                case 1:
                    map["odd" + random.Next(100)] = JsonNode.Parse(Pick(Values));
                    break;
                default:
                    map[(string)step] = JsonNode.Parse(Pick(Values));
                    break;
            }
        }
        else if (parent is JsonArray list)
        {
            list[(int)step] = JsonNode.Parse(Pick(Values));
        }
    }

    private static void Collect(JsonNode? node, List<(JsonNode, object)> places)
    {
        if (node is JsonObject map)
        {
            foreach (var (name, value) in map)
            {
                places.Add((map, name));
                Collect(value, places);
            }
        }
        else if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                places.Add((list, i));
                Collect(list[i], places);
            }
        }
    }

    private string Scramble(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < 3; i++)
        {
            characters[random.Next(characters.Length)] = (char)random.Next(32, 127);
        }

        return new string(characters);
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
}
