using System.Text.Json;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Kubernetes.Tests.Resources;

/// <summary>Of configuration only keys and host names are kept.</summary>
public sealed class HostNamesTests
{
    [Theory]
    [InlineData("pg", "pg")]
    [InlineData("pg:5432", "pg!")]
    [InlineData("postgres://user:pass@pg.db.svc:5432/x?sslmode=require", "pg.db.svc! require")] // the user, the password before "@", a path, a parameter's name are none
    [InlineData("redis://a,b:6379", "a! b!")]
    [InlineData("A.Example.COM.", "a.example.com")]
    [InlineData("10.0.0.1", "")]
    [InlineData("5432", "")]
    [InlineData("/var/lib/data", "")]
    [InlineData("-x -", "")]
    [InlineData("DATABASE_HOST", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Names_InAValue_AreThese(string? value, string names) =>
        string.Join(' ', HostNames.In(value).Select(host => host.Name + (host.IsAddress ? "!" : ""))).ShouldBe(names);

    [Fact]
    public void Names_InAFileOfAMegabyte_AreFew()
    {
        var names = HostNames.In(string.Join('\n', Enumerable.Range(0, 100_000).Select(number => $"host-{number}.example.com:80")));

        names.Count.ShouldBe(16);
        HostNames.In(new string('a', 1_000_000)).ShouldBeEmpty("no name is that long");
    }

    [Fact]
    public void ConfigMap_Read_KeepsNoValue()
    {
        var map = JsonSerializer.Deserialize(
            """{"metadata":{"name":"app","annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"TOKEN\":\"hunter2\"}}"}},"data":{"HOST":"pg.db.svc","TOKEN":"hunter2 secret","ODD":null,"NESTED":{"a":1}},"binaryData":{"blob":"AAAA"}}""",
            KubernetesJsonContext.Default.ConfigMapKeys)!;

        map.Values.Select(value => value.Key).ShouldBe(["HOST", "TOKEN"]);
        map.Find("HOST")!.Hosts.Single().Name.ShouldBe("pg.db.svc");
        map.Find("absent").ShouldBeNull();
    }

    [Theory]
    [InlineData("""[{"manager":"kubectl","fieldsV1":{"f:data":{".":{},"f:password":{},"f:user":{}},"f:type":{}}}]""", "password user")]
    [InlineData("""[{"manager":"a","fieldsV1":{"f:data":{"f:tls.crt":{}}}},{"manager":"b","fieldsV1":{"f:metadata":{"f:labels":{"f:data":{}}},"f:data":{"f:tls.crt":{},"f:ca.crt":{}}}}]""", "ca.crt tls.crt")]
    [InlineData("""[{"manager":"a","fieldsV1":{"f:data":{}}}]""", "")]
    [InlineData("""[{"manager":"a","fieldsV1":null},{"manager":"b","fieldsV1":"odd"},{"manager":"c"},{"manager":"d","fieldsV1":{"f:data":7}}]""", "")]
    [InlineData("null", "")]
    public void Secret_KeysAreToldByItsManagedFields_InEveryForm(string managedFields, string keys) =>
        string.Join(' ', JsonSerializer.Deserialize(
            """{"metadata":{"name":"s","annotations":{"a":"b"},"managedFields":FIELDS},"data":{"never":"cmVhZA=="}}""".Replace("FIELDS", managedFields, StringComparison.Ordinal), KubernetesJsonContext.Default.SecretKeys)!.Keys).ShouldBe(keys);
}
