using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Tests.Lifecycle;
using StatefulDashboard.Kubernetes.Resources;

namespace StatefulDashboard.Domain.Tests.Discovery;

public sealed class StoreTests
{
    /// <summary>What a pod of namespace db makes of a name: its search path is db.svc.cluster.local, svc.cluster.local, cluster.local.</summary>
    [Theory]
    [InlineData("URL", "postgres://u:p@pg-main:5432/x", "db/pg-main")]
    [InlineData("URL", "https://pg-main/path/peers", "db/pg-main")]
    [InlineData("PGHOST", "pg-main", "db/pg-main")]
    [InlineData("NAME", "pg-main", null)] // a word that happens to be a Service's name
    [InlineData("NAME", "pg-main:5432", "db/pg-main")]
    [InlineData("NAME", "pg-main.db", "db/pg-main")]
    [InlineData("NAME", "PG-MAIN.db.svc", "db/pg-main")]
    [InlineData("NAME", "pg-main.db.svc.cluster.local.", "db/pg-main")]
    [InlineData("NAME", "pg-main.other.svc.cluster.local", "other/pg-main")]
    [InlineData("NAME", "web-0.nginx", "db/nginx")]
    [InlineData("NAME", "web-0.nginx.db.svc.cluster.local", "db/nginx")]
    [InlineData("NAME", "pg-main.db.svc.example.com", null)] // another zone
    [InlineData("HOST", "pg.example.com", null)]
    [InlineData("HOST", "pg-mainframe", null)]
    [InlineData("HOST", "/var/lib/pg-main", null)]
    [InlineData("OPTS", "--host=pg-main --user=nginx", null)]
    [InlineData("JAVA_OPTS", "-Ddb.url=jdbc:postgresql://pg-main:5432/x", "db/pg-main")]
    [InlineData("SEED_HOSTS", "web-0.nginx,web-1.nginx", "db/nginx db/nginx")]
    [InlineData("HOST", "10.96.0.9:5432", null)]
    [InlineData("HOST", "", null)]
    public void Service_NamedByAValue_IsFoundWhereItIsSure(string variable, string value, string? services)
    {
        var found = new Finds().Container($$"""{"env":[{"name":"{{variable}}","value":"{{value}}"}]}""").Service("pg-main").Service("nginx", ip: "None").Read();

        string.Join(' ', found.Containers.Single().Variables.Single().Services.Select(mention => mention.Service.ToString())).ShouldBe(services ?? "");
    }

    [Fact]
    public void Stores_OfEachKind_SayWhereTheyLeadAndWhoNamesThem()
    {
        var finds = new Finds()
            .Container("""{"env":[{"name":"PGHOST","value":"legacy"}],"envFrom":[{"configMapRef":{"name":"app"}}]}""")
            .ConfigMap("app", """{"MAIL_HOST":"mail","TITLE":"mail"}""")
            .Service("legacy", selects: false).Service("mail", "ExternalName", external: "smtp.example.com").Service("literal", "ExternalName", external: "192.0.2.7").Service("empty", selects: false).Service("pg-main");
        finds.Slices.Add(new()
        {
            Metadata = new() { Name = "legacy-1", Namespace = "db", Labels = World.Labels(EndpointSlice.ServiceNameLabel, "legacy") },
            Endpoints = [new() { Addresses = ["192.0.2.20"] }, new() { Addresses = ["192.0.2.10"], Conditions = new() { Ready = false } }],
            Ports = [new() { Name = "pg", Port = 5432 }],
        });

        finds.Read().Stores.Select(store =>
            $"{store.Name} {store.Kind} {store.Target}[{string.Join(' ', store.Addresses.Select(address => address.Address + (address.Ready ? "" : "!")))}] {string.Join(' ', store.Ports)} <{string.Join(' ', store.NamedBy.Select(mention => mention.Variable + "@" + mention.Object + "=" + mention.Host))}> {store.Text?.Code}".TrimEnd())
            .ShouldBe(
            [
                "legacy WithoutSelector [192.0.2.10! 192.0.2.20] 5432/TCP pg <PGHOST@=legacy>",
                "mail ExternalName smtp.example.com[]  <MAIL_HOST@app=mail>",
                "empty WithoutSelector []  <> FoundStoreEmpty",
                "literal ExternalName 192.0.2.7[]  <> FoundStoreAddress",
            ]);
    }

    [Fact]
    public void Notices_NameOfAServiceThatIsNotThere_IsSaid() =>
        new Finds().Container("""{"env":[{"name":"HOST","value":"pg-gone.db.svc.cluster.local"}]}""").Read().Notices
            .ShouldContain(new Notice(Severity.Caution, Statement.Of(StatementCode.FoundServiceMissing, "pg-gone", "pg-gone.db.svc.cluster.local")));

    [Theory]
    [InlineData("ClusterIP", "10.96.0.9", 60, true)]
    [InlineData("ClusterIP", "10.96.0.9", 0, false)] // within one second nobody knows
    [InlineData("ClusterIP", "10.96.0.9", -60, false)]
    [InlineData("NodePort", "10.96.0.9", 60, true)]
    [InlineData("ClusterIP", "None", 60, false)]
    [InlineData("ExternalName", "", 60, false)]
    public void Late_ServiceMadeAfterTheContainers_GivesNoVariables(string type, string ip, int secondsAfter, bool isLate)
    {
        var finds = new Finds().Service("pg-main", type, ip, made: Lives.Now.AddMinutes(-30).AddSeconds(secondsAfter));
        finds.Pods.Add(Lives.Pod());

        finds.Read().Late.Select(late => late.Variable + " " + string.Join(',', late.Pods)).ShouldBe(isLate ? ["PG_MAIN_SERVICE_HOST web-0"] : []);
    }

    [Fact]
    public void Late_PodWithRestartedContainersOrWithoutLinks_IsNotAmongThem()
    {
        var finds = new Finds().Service("pg-main", made: Lives.Now.AddMinutes(-10));
        finds.Pods.Add(Lives.Pod(0));
        finds.Pods.Add(Lives.Pod(1) with { Status = new() { ContainerStatuses = [new() { Name = "nginx", State = new() { Running = new() { StartedAt = Lives.Now.AddMinutes(-5) } } }] } });
        finds.Pods.Add(Lives.Pod(2) with { Spec = Lives.Pod(2).Spec with { EnableServiceLinks = false } });
        finds.Pods.Add(Lives.Pod(3) with { Status = new() });

        finds.Read().Late.Single().Pods.ShouldBe(["web-0"]);
    }
}
