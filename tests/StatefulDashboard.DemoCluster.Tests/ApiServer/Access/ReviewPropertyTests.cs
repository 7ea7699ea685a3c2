using System.Text.Json.Nodes;
using StatefulDashboard.DemoCluster.Tests.Support;

namespace StatefulDashboard.DemoCluster.Tests.ApiServer.Access;

/// <summary>For roles, bindings and requests by chance: a review allows exactly what is then not refused, whoever asks it.</summary>
public class ReviewPropertyTests
{
    private const string Rbac = "/apis/rbac.authorization.k8s.io/v1";
    private const string Reviews = "/apis/authorization.k8s.io/v1";
    private const int Requests = 400;

    private static readonly string[] Verbs = ["get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "*"];
    private static readonly string[] Resources = ["configmaps", "pods", "pods/eviction", "statefulsets", "statefulsets/scale", "statefulsets/status", "*/scale", "nodes", "namespaces", "*"];
    private static readonly string[] Groups = ["", "apps", "*"];
    private static readonly string[] Names = ["a", "b"];
    private static readonly string[] Homes = ["default", "one", "two"];
    private static readonly string[] Users = ["ann", "bob", "system:serviceaccount:one:bot"];
    private static readonly string[] Teams = ["red", "blue"];
    private static readonly string[] Paths = ["/version", "/metrics", "/logs/a", "/api", "/healthz/x"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Review_AllowsExactlyWhatIsNotRefused(int seed)
    {
        await using var cluster = await TestCluster.StartAsync();
        using var admin = PersonClient.Of(cluster, "admin");
        var random = new Random(seed);
        foreach (var home in Homes[1..])
        {
            await cluster.PostAsync("/api/v1/namespaces", $$$"""{"metadata":{"name":"{{{home}}}"}}""");
        }

        await PolicyAsync(cluster, random);
        var (allowed, refused) = (0, 0);
        for (var i = 0; i < Requests; i++)
        {
            var (user, team, extra) = (Pick(random, Users), random.Next(3) == 0 ? Pick(random, Teams) : null, i);
            (string, string)[] mask = team is null ? [("Impersonate-User", user)] : [("Impersonate-User", user), ("Impersonate-Group", team)];
            var (method, path, attributes, body) = Request(random, extra);
            var (code, answer) = await admin.SendAsync(method, path, body, method == "PATCH" ? "application/merge-patch+json" : "application/json", mask);
            var isRefused = code == 403;
            (allowed, refused) = (allowed + (isRefused ? 0 : 1), refused + (isRefused ? 1 : 0));

            var what = $"seed {seed}: {method} {path} as {user} of {team}: {code} {answer.ToJsonString()}";
            code.ShouldNotBe(500, what);
            var self = await admin.SendAsync("POST", Reviews + "/selfsubjectaccessreviews", $$$"""{"spec":{ {{{attributes}}} }}""", "application/json", mask);
            ((bool)self.Body["status"]!["allowed"]!).ShouldBe(!isRefused, what);
            string[] groups = [.. team is null && user.StartsWith("system:", StringComparison.Ordinal) ? ["system:serviceaccounts", "system:serviceaccounts:one"] : team is null ? Array.Empty<string>() : [team], "system:authenticated"];
            var other = await cluster.PostAsync(Reviews + "/subjectaccessreviews", $$$"""{"spec":{"user":"{{{user}}}","groups":[{{{string.Join(',', groups.Select(g => $"\"{g}\""))}}}],{{{attributes}}} }}""");
            ((bool)other["status"]!["allowed"]!).ShouldBe(!isRefused, what);
        }

        allowed.ShouldBeGreaterThan(Requests / 10);
        refused.ShouldBeGreaterThan(Requests / 10);
    }

    private static async Task PolicyAsync(TestCluster cluster, Random random)
    {
        for (var i = 0; i < 6; i++)
        {
            var home = Pick(random, Homes);
            await cluster.PostAsync($"{Rbac}/namespaces/{home}/roles", $$$"""{"metadata":{"name":"r{{{i}}}"},"rules":[{{{Rule(random)}}},{{{Rule(random)}}}]}""");
            await cluster.PostAsync($"{Rbac}/namespaces/{home}/rolebindings", Binding(random, $"b{i}", $"Role/r{i}"));
            var path = random.Next(2) == 0 ? $$""",{"nonResourceURLs":["{{Pick(random, ["/metrics", "/logs/*", "/healthz*", "*"])}}"],"verbs":["{{Pick(random, ["get", "*"])}}"]}""" : "";
            await cluster.PostAsync($"{Rbac}/clusterroles", $$$"""{"metadata":{"name":"c{{{i}}}"},"rules":[{{{Rule(random)}}}{{{path}}}]}""");
            await cluster.PostAsync(random.Next(3) == 0 ? $"{Rbac}/clusterrolebindings" : $"{Rbac}/namespaces/{Pick(random, Homes)}/rolebindings", Binding(random, $"c{i}", $"ClusterRole/c{i}"));
        }
    }

    private static string Rule(Random random)
    {
        var names = random.Next(4) == 0 ? $",\"resourceNames\":[\"{Pick(random, Names)}\"]" : "";
        return $$"""{"apiGroups":{{Some(random, Groups)}},"resources":{{Some(random, Resources)}},"verbs":{{Some(random, Verbs)}}{{names}}}""";
    }

    private static string Binding(Random random, string name, string role)
    {
        var subject = random.Next(3) switch
        {
            0 => $$"""{"kind":"User","name":"{{Pick(random, Users)}}"}""",
            1 => $$"""{"kind":"Group","name":"{{Pick(random, [.. Teams, "system:serviceaccounts"])}}"}""",
            _ => """{"kind":"ServiceAccount","name":"bot","namespace":"one"}""",
        };
        return $$$"""{"metadata":{"name":"{{{name}}}"},"roleRef":{"kind":"{{{role.Split('/')[0]}}}","name":"{{{role.Split('/')[1]}}}"},"subjects":[{{{subject}}}]}""";
    }

    // a request, and the same as a review asks for it; written by hand for each, so that neither explains the other
    private static (string Method, string Path, string Attributes, string? Body) Request(Random random, int number)
    {
        if (random.Next(8) == 0)
        {
            var asked = Pick(random, Paths);
            return ("GET", asked, $$$""" "nonResourceAttributes":{"path":"{{{asked}}}","verb":"get"} """, null);
        }

        var (group, version, resource) = Pick(random, new[] { ("", "v1", "configmaps"), ("", "v1", "pods"), ("apps", "v1", "statefulsets"), ("", "v1", "nodes") });
        var home = resource == "nodes" ? "" : random.Next(5) == 0 ? "" : Pick(random, Homes);
        var (name, collection) = (Pick(random, Names), $"/{(group.Length == 0 ? "api" : "apis/" + group)}/{version}{(home.Length == 0 ? "" : "/namespaces/" + home)}/{resource}");
        if (home.Length == 0 && resource != "nodes")
        {
            return random.Next(2) == 0 ? ("GET", collection, Asked("list", ""), null) : ("GET", collection + "?watch=true&timeoutSeconds=1", Asked("watch", ""), null);
        }

        return random.Next(11) switch
        {
            0 => ("GET", collection, Asked("list", ""), null),
            1 => ("GET", collection + "?watch=true&timeoutSeconds=1", Asked("watch", ""), null),
            2 => ("GET", $"{collection}/{name}", Asked("get", name), null),
            3 => ("GET", $"{collection}?fieldSelector=metadata.name%3D{name}", Asked("list", name), null),
            4 => ("POST", collection + "?dryRun=All", Asked("create", ""), $$$"""{"metadata":{"name":"n{{{number}}}"}}"""),
            5 => ("PUT", $"{collection}/{name}?dryRun=All", Asked("update", name), "{}"),
            6 => ("PATCH", $"{collection}/{name}?dryRun=All", Asked("patch", name), "{}"),
            7 => ("DELETE", $"{collection}/{name}?dryRun=All", Asked("delete", name), null),
            8 => ("DELETE", collection + "?dryRun=All&labelSelector=none%3Dsuch", Asked("deletecollection", ""), null),
            9 when resource == "statefulsets" => ("PATCH", $"{collection}/{name}/scale?dryRun=All", Asked("patch", name, "scale"), """{"spec":{"replicas":0}}"""),
            9 when resource == "pods" => ("POST", $"{collection}/{name}/eviction?dryRun=All", Asked("create", name, "eviction"), "{}"),
            _ => ("GET", $"{collection}/{name}/status", Asked("get", name, "status"), null),
        };

        string Asked(string verb, string called, string subresource = "")
            => $$$""" "resourceAttributes":{"verb":"{{{verb}}}","group":"{{{group}}}","resource":"{{{resource}}}","subresource":"{{{subresource}}}","namespace":"{{{home}}}","name":"{{{called}}}"} """;
    }

    private static string Some(Random random, string[] values) => new JsonArray([.. random.GetItems(values, random.Next(1, 4)).Distinct().Select(v => JsonValue.Create(v))]).ToJsonString();

    private static T Pick<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
