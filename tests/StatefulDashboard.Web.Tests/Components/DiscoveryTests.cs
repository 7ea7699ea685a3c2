using Bunit;
using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Components.Discovery;

namespace StatefulDashboard.Web.Tests.Components;

public sealed class DiscoveryTests : ComponentTest
{
    [Fact]
    public void Environment_EachKindOfVariable_SaysWhereItComesFrom()
    {
        var table = Render<EnvironmentTable>(parameters => parameters.Add(one => one.Environment, new ContainerEnvironment(
            "app",
            [new(VariableSource.Secret, "login", "DB_", Optional: true, KeyState.Present, KeysAreKnown: false, [])],
            [
                new("HOST", VariableSource.Value, "", "", Optional: false, KeyState.None, [new(new("db", "pg"), "pg.db.svc", IsThere: false)]),
                new("PASSWORD", VariableSource.Secret, "login", "password", Optional: false, KeyState.NotNamed, []),
                new("POD", VariableSource.Field, "", "metadata.name", Optional: false, KeyState.None, []),
            ])));

        Words(table.Find("[data-testid=environment-source]").TextContent).ShouldBe("DB_* envFrom every key of Secret login optional (which, is not told)");
        table.FindAll("[data-testid=variable]").Select(row => Words(row.TextContent)).ShouldBe(
        [
            "HOST the template (values are not shown) db/pg pg.db.svc ✕ not there",
            "PASSWORD Secret login, password ✕ perhaps not there",
            "POD the pod itself: metadata.name",
        ]);
    }

    [Fact]
    public void Stores_WithAndWithoutSomebodyWhoNamesThem_SayWhereTheyLead()
    {
        var list = Render<StoreList>(parameters => parameters.Add(one => one.Stores,
        [
            new("mail", StoreKind.ExternalName, "smtp.example.com", [], [], [new("app", "MAIL_HOST", "settings", "mail")], null),
            new("legacy", StoreKind.WithoutSelector, "", [new("192.0.2.9", Ready: false)], ["5432/TCP pg"], [], Statement.Of(StatementCode.FoundStoreEmpty, "legacy")),
        ]));

        list.FindAll("[data-testid=store]").Select(store => Words(string.Join(' ', store.Children.Select(child => child.TextContent)))).ShouldBe(
        [
            "mail ExternalName is another name for smtp.example.com app: MAIL_HOST (ConfigMap settings) → mail",
            "legacy Service without selector 192.0.2.9 (not ready) 5432/TCP pg ! Service legacy has no selector and no addresses: it leads nowhere until an EndpointSlice names some. No variable of this set names it.",
        ]);
    }

    [Fact]
    public void Names_Hostile_AreShownAsText()
    {
        const string evil = "<script>alert(1)</script>\u202e";
        var table = Render<EnvironmentTable>(parameters => parameters.Add(one => one.Environment, new ContainerEnvironment(evil,
            [new(VariableSource.ConfigMap, evil, evil, false, KeyState.Missing, true, [new(evil, VariableSource.ConfigMap, evil, evil, false, KeyState.Present, [])])],
            [new(evil, VariableSource.File, evil, evil, false, KeyState.None, [new(new(evil, evil), evil, null)]), new(evil, VariableSource.Resource, "", evil, false, KeyState.None, [])])));
        var list = Render<StoreList>(parameters => parameters.Add(one => one.Stores, [new(evil, StoreKind.ExternalName, evil, [new(evil, true)], [evil], [new(evil, evil, evil, evil)], Statement.Of(StatementCode.FoundStoreAddress, evil, evil))]));

        table.FindAll("script").ShouldBeEmpty();
        list.FindAll("script").ShouldBeEmpty();
        table.Find("table").TextContent.ShouldNotContain("\u202e", Case.Sensitive);
        list.Find("article").TextContent.ShouldNotContain("\u202e", Case.Sensitive);
    }

    // blocks stand apart on the screen
    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
