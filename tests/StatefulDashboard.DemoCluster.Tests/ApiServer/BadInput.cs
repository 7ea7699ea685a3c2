using System.Text.Json.Nodes;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer;

/// <summary>Requests that no client should send; each has to be refused with a Status of 4xx.</summary>
internal static class BadInput
{
    public const string Set = "/apis/apps/v1/namespaces/default/statefulsets/web";
    public const string Sets = "/apis/apps/v1/namespaces/default/statefulsets";
    public const string Map = "/api/v1/namespaces/default/configmaps/kept";
    public const string Maps = "/api/v1/namespaces/default/configmaps";
    private const string Json = "application/json";
    private const string Merge = "application/merge-patch+json";
    private const string Strategic = "application/strategic-merge-patch+json";
    private const string Operations = "application/json-patch+json";
    private const string Apply = "application/apply-patch+yaml";
    private const string Yaml = "application/yaml";
    private const string Protobuf = "application/vnd.kubernetes.protobuf";

    public static IEnumerable<(string About, string Method, string Path, string? Body, string Type)> All =>
    [
        .. Bodies, .. Paths, .. Queries, .. Patches, .. Deletions, .. WrongTypes(Sets, "POST", Json, "POST "), .. WrongTypes(Set, "PATCH", Merge, "PATCH "),
    ];

    private static IEnumerable<(string, string, string, string?, string)> Bodies =>
    [
        ("over three megabytes", "POST", Maps, "{\"metadata\":{\"name\":\"a\"},\"data\":{\"x\":\"" + new string('x', 3_200_000) + "\"}}", Json),
        ("no JSON", "POST", Maps, "{\"metadata\":", Json),
        ("JSON and more", "POST", Maps, "{\"metadata\":{\"name\":\"a\"}} and more", Json),
        ("no body", "POST", Maps, "", Json),
        ("a list", "POST", Maps, "[]", Json),
        ("null", "POST", Maps, "null", Json),
        ("a text", "POST", Maps, "\"x\"", Json),
        ("a broken escape", "POST", Maps, "{\"metadata\":{\"name\":\"\\ud800\"}}", Json),
        ("deep nesting", "POST", Maps, string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000), Json),
        ("deep lists", "POST", Maps, new string('[', 100_000), Json),
        ("no YAML", "POST", Maps, "a: [", Yaml),
        ("a YAML bomb", "POST", Maps, Bomb, Yaml),
        ("YAML that holds itself", "POST", Maps, "a: &a [*a]", Yaml),
        ("a YAML key that is a list", "POST", Maps, "? [a]\n: b", Yaml),
        ("no protobuf", "POST", Maps, "xxxx", Protobuf),
        ("cut off protobuf", "POST", Maps, "k8s\0\n\u007f", Protobuf),
        ("protobuf of another type", "POST", Maps, "k8s\0\u0008\u0001", Protobuf),
        ("another kind", "POST", Maps, """{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"}}""", Json),
        ("another version", "POST", Maps, """{"apiVersion":"v2","kind":"ConfigMap","metadata":{"name":"a"}}""", Json),
        ("another namespace", "POST", Maps, """{"metadata":{"name":"a","namespace":"other"}}""", Json),
        ("no name", "POST", Maps, """{"metadata":{}}""", Json),
        ("a name with a slash", "POST", Maps, """{"metadata":{"name":"../a"}}""", Json),
        ("a name in capitals", "POST", Maps, """{"metadata":{"name":"Bad_Name"}}""", Json),
        ("a name of ten thousand", "POST", Maps, "{\"metadata\":{\"name\":\"" + new string('a', 10_000) + "\"}}", Json),
        ("a label that is none", "POST", Maps, """{"metadata":{"name":"a","labels":{"x":"not a label"}}}""", Json),
        ("a label key that is none", "POST", Maps, """{"metadata":{"name":"a","labels":{"a/b/c":"x"}}}""", Json),
        ("a resourceVersion at creation", "POST", Maps, """{"metadata":{"name":"a","resourceVersion":"1"}}""", Json),
        ("a media type that is none", "POST", Maps, "{}", "image/png"),
        ("a set without containers", "POST", Sets, """{"metadata":{"name":"a"},"spec":{"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}}}}}""", Json),
        ("a set without a selector", "POST", Sets, """{"metadata":{"name":"a"},"spec":{"template":{"spec":{"containers":[{"name":"a","image":"b"}]}}}}""", Json),
        ("PUT of another name", "PUT", Map, """{"metadata":{"name":"other"}}""", Json),
        ("a review of another kind", "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", """{"kind":"Pod"}""", Json),
        ("a review of nothing", "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", "{}", Json),
        ("an eviction with a wrong type", "POST", "/api/v1/namespaces/default/pods/no-such/eviction", """{"deleteOptions":{"gracePeriodSeconds":"x"}}""", Json),
    ];

    private static IEnumerable<(string, string, string, string?, string)> Paths =>
    [
        ("an unknown kind", "GET", "/api/v1/namespaces/default/gizmos", null, Json),
        ("an unknown group", "GET", "/apis/example.com/v1/gizmos", null, Json),
        ("an unknown version", "GET", "/apis/apps/v9/statefulsets", null, Json),
        ("an unknown path", "GET", "/no/such/path", null, Json),
        ("an unknown subresource", "GET", Set + "/gizmo", null, Json),
        ("a path that goes on", "GET", Set + "/status/more/and/more", null, Json),
        ("a method that is none", "BREW", Maps, null, Json),
        ("POST on an object", "POST", Map, "{}", Json),
        ("PUT on a collection", "PUT", Maps, "{}", Json),
        ("PATCH on a collection", "PATCH", Maps, "{}", Merge),
        ("PUT on a collection's status", "PUT", Set + "/eviction", "{}", Json),
        ("a name of ten thousand", "GET", Maps + "/" + new string('a', 10_000), null, Json),
        ("a name that climbs", "GET", Maps + "/..%2f..%2fsecrets", null, Json),
        ("a name with a zero", "GET", Maps + "/a%01b", null, Json),
        ("a namespaced object without its namespace", "GET", "/api/v1/configmaps/kept", null, Json),
        ("the namespaces as a collection to delete", "DELETE", "/api/v1/namespaces", null, Json),
    ];

    private static IEnumerable<(string, string, string, string?, string)> Queries =>
    [
        ("a limit that is none", "GET", Maps + "?limit=many", null, Json),
        ("a limit beyond all numbers", "GET", Maps + "?limit=99999999999999999999999", null, Json),
        ("a continue that is none", "GET", Maps + "?limit=1&continue=%00%ff", null, Json),
        ("a continue of another list", "GET", Maps + "?limit=1&continue=bnVsbA", null, Json),
        ("a resourceVersion that is none", "GET", Maps + "?resourceVersion=new", null, Json),
        ("a negative resourceVersion", "GET", Maps + "?watch=true&resourceVersion=-1", null, Json),
        ("a resourceVersion beyond all numbers", "GET", Maps + "?watch=true&resourceVersion=99999999999999999999", null, Json),
        ("a resourceVersionMatch that is none", "GET", Maps + "?resourceVersion=1&resourceVersionMatch=Nearly", null, Json),
        ("a resourceVersionMatch of nothing", "GET", Maps + "?resourceVersionMatch=Exact", null, Json),
        ("a timeout that is none", "GET", Maps + "?watch=true&timeoutSeconds=soon", null, Json),
        ("initial events of no version", "GET", Maps + "?watch=true&sendInitialEvents=true", null, Json),
        ("a selector of signs", "GET", Maps + "?labelSelector=%3D%3D%3D%2C%21%21", null, Json),
        ("a selector that does not end", "GET", Maps + "?labelSelector=a%20in%20(" + string.Join(',', Enumerable.Repeat("b", 20_000)), null, Json),
        ("a selector's value that is too long", "GET", Maps + "?labelSelector=a%3D" + new string('b', 100_000), null, Json),
        ("a watch with such a selector", "GET", Maps + "?watch=true&labelSelector=a%20b%20c", null, Json),
        ("an unknown field", "GET", Maps + "?fieldSelector=data.x%3D1", null, Json),
        ("a field selector of signs", "GET", Maps + "?fieldSelector=%3D%3D", null, Json),
        ("a fieldValidation that is none", "POST", Maps + "?fieldValidation=Sometimes", """{"metadata":{"name":"a"}}""", Json),
        ("a dryRun that is none", "POST", Maps + "?dryRun=Perhaps", """{"metadata":{"name":"a"}}""", Json),
        ("a manager that is too long", "POST", Maps + "?fieldManager=" + new string('m', 200), """{"metadata":{"name":"a"}}""", Json),
    ];

    private static IEnumerable<(string, string, string, string?, string)> Patches =>
    [
        ("a merge patch that is a list", "PATCH", Map, "[]", Merge),
        ("a merge patch that is a text", "PATCH", Map, "\"x\"", Merge),
        ("a merge patch that is no JSON", "PATCH", Map, "{", Merge),
        ("a JSON patch that is an object", "PATCH", Map, "{}", Operations),
        ("a JSON patch of texts", "PATCH", Map, """["remove"]""", Operations),
        ("a JSON patch without a path", "PATCH", Map, """[{"op":"add"}]""", Operations),
        ("an operation that is none", "PATCH", Map, """[{"op":"burn","path":"/data"}]""", Operations),
        ("a path that is not there", "PATCH", Map, """[{"op":"replace","path":"/no/such","value":1}]""", Operations),
        ("a path without a slash", "PATCH", Map, """[{"op":"remove","path":"data"}]""", Operations),
        ("the whole object", "PATCH", Map, """[{"op":"remove","path":""}]""", Operations),
        ("into a text", "PATCH", Map, """[{"op":"add","path":"/data/k/deeper","value":1}]""", Operations),
        ("a list's item that is not there", "PATCH", Set, """[{"op":"replace","path":"/spec/template/spec/containers/7","value":{}}]""", Operations),
        ("the item after the last", "PATCH", Set, """[{"op":"replace","path":"/spec/template/spec/containers/1","value":{}}]""", Operations),
        ("the end of a list, replaced", "PATCH", Set, """[{"op":"replace","path":"/spec/template/spec/containers/-","value":{}}]""", Operations),
        ("a copy from nowhere", "PATCH", Map, """[{"op":"copy","path":"/data/a","from":"/no/such"}]""", Operations),
        ("a copy that doubles", "PATCH", Map, "[" + string.Join(',', Enumerable.Range(0, 60).Select(i => $$"""{"op":"copy","from":"/data","path":"/x{{i}}"},{"op":"copy","from":"/x{{i}}","path":"/data/y{{i}}"}""")) + "]", Operations),
        ("twenty thousand operations", "PATCH", Map, "[" + string.Join(',', Enumerable.Repeat("""{"op":"test","path":"/data/k","value":"v"}""", 20_000)) + "]", Operations),
        ("a test that fails", "PATCH", Map, """[{"op":"test","path":"/data/k","value":"other"}]""", Operations),
        ("the object's name", "PATCH", Map, """{"metadata":{"name":"other"}}""", Merge),
        ("a strategic patch without its key", "PATCH", Set, """{"spec":{"template":{"spec":{"containers":[{"image":"x"}]}}}}""", Strategic),
        ("a strategic patch that replaces with nothing", "PATCH", Set, """{"spec":{"$patch":"replace"}}""", Strategic),
        ("an odd $patch", "PATCH", Set, """{"spec":{"template":{"spec":{"containers":[{"$patch":"burn","name":"nginx"}]}}}}""", Strategic),
        ("fifty thousand containers", "PATCH", Set, "{\"spec\":{\"template\":{\"spec\":{\"containers\":[" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"{{\"name\":\"c{i}\",\"image\":\"x\"}}")) + "]}}}}", Strategic),
        ("fifty thousand merged containers", "PATCH", Set, "{\"spec\":{\"template\":{\"spec\":{\"containers\":[" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $"{{\"name\":\"c{i}\",\"image\":\"x\"}}")) + "]}}}}", Merge),
        ("an order of fifty thousand", "PATCH", Set, "{\"spec\":{\"template\":{\"spec\":{\"$setElementOrder/containers\":[" + string.Join(',', Enumerable.Repeat("{\"name\":\"c\"}", 50_000)) + "],\"containers\":[{\"name\":\"c\"}]}}}}", Strategic),
        ("an order that is none", "PATCH", Set, """{"spec":{"template":{"spec":{"$setElementOrder/containers":"x"}}}}""", Strategic),
        ("a text in place of a list", "PATCH", Set, """{"spec":{"template":{"spec":{"containers":"x"}}}}""", Strategic),
        ("an applied configuration without a kind", "PATCH", Map + "?fieldManager=m", "{}", Apply),
        ("an applied configuration of another name", "PATCH", Map + "?fieldManager=m", "{apiVersion: v1, kind: ConfigMap, metadata: {name: other}}", Apply),
        ("an applied text", "PATCH", Map + "?fieldManager=m", "text", Apply),
        ("an applied wrong type", "PATCH", Map + "?fieldManager=m&force=true", "{apiVersion: v1, kind: ConfigMap, data: [1]}", Apply),
        ("a patch of no type", "PATCH", Map, "{}", "text/plain"),
        ("a scale that is a text", "PATCH", Set + "/scale", """{"spec":{"replicas":"3"}}""", Merge),
        ("a scale below zero", "PATCH", Set + "/scale", """{"spec":{"replicas":-3}}""", Merge),
        ("a scale beyond all memory", "PATCH", Set + "/scale", """{"spec":{"replicas":2147483647}}""", Merge),
        ("a scale beyond all numbers", "PATCH", Set + "/scale", """{"spec":{"replicas":1e30}}""", Merge),
        ("a status that is a text", "PATCH", Set + "/status", """{"status":"fine"}""", Merge),
        ("a status of texts", "PATCH", Set + "/status", """{"status":{"replicas":"all"}}""", Merge),
    ];

    private static IEnumerable<(string, string, string, string?, string)> Deletions =>
    [
        ("options that are no JSON", "DELETE", Map, "{", Json),
        ("options that are a list", "DELETE", Map, "[]", Json),
        ("options of another kind", "DELETE", Map, """{"kind":"Pod","apiVersion":"v1"}""", Json),
        ("a grace that is a text", "DELETE", Map, """{"gracePeriodSeconds":"soon"}""", Json),
        ("a policy that is none", "DELETE", Map, """{"propagationPolicy":"Sideways"}""", Json),
        ("a policy in the query that is none", "DELETE", Map + "?propagationPolicy=Sideways", null, Json),
        ("a dry run that is none", "DELETE", Map, """{"dryRun":["Perhaps"]}""", Json),
        ("a uid of another", "DELETE", Map, """{"preconditions":{"uid":"x"}}""", Json),
        ("a uid that is a number", "DELETE", Map, """{"preconditions":{"uid":1}}""", Json),
        ("a version of another", "DELETE", Map, """{"preconditions":{"resourceVersion":"1"}}""", Json),
        ("a grace in the query that is none", "DELETE", Map + "?gracePeriodSeconds=soon", null, Json),
        ("what is not there", "DELETE", Maps + "/no-such", null, Json),
        ("a collection by a selector that is none", "DELETE", Maps + "?labelSelector=%3D%3D%3D", null, Json),
    ];

    /// <summary>A value of a wrong type in every place of a set in turn.</summary>
    private static IEnumerable<(string, string, string, string?, string)> WrongTypes(string path, string method, string type, string about)
    {
        string[] places =
        [
            "metadata:0", "metadata.labels:1", "metadata.labels.a:1", "metadata.annotations:[]", "metadata.finalizers:{}", "metadata.ownerReferences:[1]", "metadata.generation:\"x\"", "spec:\"x\"", "spec:[]",
            "spec.replicas:\"3\"", "spec.replicas:1e40", "spec.replicas:3.5", "spec.replicas:99999999999", "spec.selector:[]", "spec.selector.matchLabels:1", "spec.selector.matchExpressions:{}",
            "spec.template:true", "spec.template.spec:[]", "spec.template.spec.containers:{}", "spec.template.spec.containers:[1]", "spec.template.spec.containers:[{\"name\":\"nginx\",\"image\":1}]",
            "spec.template.spec.containers:[{\"name\":\"nginx\",\"image\":\"x\",\"ports\":[{\"containerPort\":\"80\"}]}]", "spec.template.spec.automountServiceAccountToken:\"yes\"", "spec.template.spec.nodeSelector:[]",
            "spec.template.spec.terminationGracePeriodSeconds:\"10\"", "spec.volumeClaimTemplates:{}", "spec.volumeClaimTemplates:[{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"much\"}}}}]",
            "spec.updateStrategy:\"OnDelete\"", "spec.updateStrategy.rollingUpdate:[]", "spec.updateStrategy.rollingUpdate.partition:\"1\"", "spec.serviceName:1", "spec.minReadySeconds:true", "spec.ordinals:1",
            "spec.persistentVolumeClaimRetentionPolicy:\"Delete\"",
        ];
        foreach (var place in places)
        {
            var at = place.IndexOf(':', StringComparison.Ordinal);
            var body = (JsonObject)JsonNode.Parse(method == "POST" ? Support.TestCluster.NewSet("wrong") : "{}")!;
            Put(body, place[..at].Split('.'), JsonNode.Parse(place[(at + 1)..]));
            yield return (about + place, method, path, body.ToJsonString(), type);
        }
    }

    private static void Put(JsonObject into, ReadOnlySpan<string> path, JsonNode? value)
    {
        if (path.Length == 1)
        {
            into[path[0]] = value;
            return;
        }

        into[path[0]] ??= new JsonObject();
        Put((JsonObject)into[path[0]]!, path[1..], value);
    }

    private static string Bomb => "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" + string.Concat(Enumerable.Range(1, 12).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat("*a" + (i - 1), 10))}]\n"));
}
