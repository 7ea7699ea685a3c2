using StatefulDashboard.Domain.Discovery;
using StatefulDashboard.Domain.Overview;
using StatefulDashboard.Domain.Tests.Lifecycle;

namespace StatefulDashboard.Domain.Tests.Discovery;

public sealed class EnvironmentTests
{
    [Theory]
    [InlineData("""{"configMapKeyRef":{"name":"app","key":"LEVEL"}}""", VariableSource.ConfigMap, "app", "LEVEL", KeyState.Present)]
    [InlineData("""{"configMapKeyRef":{"name":"app","key":"ABSENT"}}""", VariableSource.ConfigMap, "app", "ABSENT", KeyState.Missing)]
    [InlineData("""{"configMapKeyRef":{"name":"absent","key":"LEVEL"}}""", VariableSource.ConfigMap, "absent", "LEVEL", KeyState.Missing)]
    [InlineData("""{"secretKeyRef":{"name":"db","key":"password"}}""", VariableSource.Secret, "db", "password", KeyState.Present)]
    [InlineData("""{"secretKeyRef":{"name":"db","key":"user"}}""", VariableSource.Secret, "db", "user", KeyState.NotNamed)]
    [InlineData("""{"secretKeyRef":{"name":"untold","key":"user"}}""", VariableSource.Secret, "untold", "user", KeyState.Unknown)]
    [InlineData("""{"secretKeyRef":{"name":"absent","key":"user"}}""", VariableSource.Secret, "absent", "user", KeyState.Missing)]
    [InlineData("""{"fieldRef":{"fieldPath":"status.podIP"}}""", VariableSource.Field, "", "status.podIP", KeyState.None)]
    [InlineData("""{"resourceFieldRef":{"resource":"limits.memory","containerName":"nginx"}}""", VariableSource.Resource, "", "nginx limits.memory", KeyState.None)]
    [InlineData("""{"fileKeyRef":{"volumeName":"out","path":"env","key":"TOKEN"}}""", VariableSource.File, "out", "env TOKEN", KeyState.None)]
    public void Variable_FromThere_IsNamedWithItsState(string from, VariableSource source, string name, string key, KeyState state)
    {
        var variable = Found($$"""{"env":[{"name":"A","valueFrom":{{from}}}]}""").Containers.Single().Variables.Single();

        (variable.Source, variable.Object, variable.Key, variable.State).ShouldBe((source, name, key, state));
    }

    [Theory]
    [InlineData("secretKeyRef")]
    [InlineData("configMapKeyRef")]
    public void Variable_OfWhatMayNotBeRead_IsUnknownAndNotMissing(string from)
    {
        var found = Finds("""{"env":[{"name":"A","valueFrom":{"FROM":{"name":"db","key":"password"}}}]}""".Replace("FROM", from, StringComparison.Ordinal), Unread);

        found.Containers.Single().Variables.Single().State.ShouldBe(KeyState.Unknown);
        found.Notices.ShouldBeEmpty();

        static void Unread(Finds finds)
        {
            (finds.SecretsAreRead, finds.ConfigMapsAreRead) = (false, false);
            finds.Secrets.Clear();
            finds.ConfigMaps.Clear();
        }
    }

    [Fact]
    public void Source_OfConfigMapAndSecret_GivesTheirKeysWithThePrefix()
    {
        var sources = Found("""{"envFrom":[{"prefix":"APP_","configMapRef":{"name":"app"}},{"secretRef":{"name":"db"}},{"secretRef":{"name":"untold"}},{"secretRef":{"name":"absent","optional":true}}]}""").Containers.Single().Sources;

        sources.Select(source => $"{source.Source} {source.Object} {source.State} {source.KeysAreKnown}: {string.Join(' ', source.Variables.Select(variable => variable.Name))}".TrimEnd()).ShouldBe(
        [
            "ConfigMap app Present True: APP_DATABASE_HOST APP_LEVEL", "Secret db Present True: password", "Secret untold Present False:", "Secret absent Missing False:",
        ]);
    }

    [Fact]
    public void Objects_MissingOptionalOrUnread_EachSaysWhatItMeans()
    {
        const string all = """{"envFrom":[{"configMapRef":{"name":"gone"}},{"secretRef":{"name":"spare","optional":true}},{"secretRef":{"name":"untold"}}],"env":[{"name":"A","valueFrom":{"secretKeyRef":{"name":"db","key":"password"}}}]}""";

        Found(all).Objects.Select(named => $"{named.Kind} {named.Name} {named.IsThere} {named.Text?.Code}".TrimEnd()).ShouldBe(
            ["ConfigMap gone False FoundObjectMissing", "Secret spare False FoundObjectMissingOptional", "Secret untold True FoundEveryKey", "Secret db True"]);
        Finds(all, finds => finds.SecretsAreRead = false, finds => finds.Secrets.Clear()).Objects.Where(named => named.Kind == VariableSource.Secret).Select(named => $"{named.Name} {named.IsThere} {named.Text?.Code}").ShouldBe(
            ["spare  FoundObjectUnread", "untold  FoundObjectUnread", "db  FoundObjectUnread"], "what may not be read is not missing");
    }

    [Fact]
    public void Notices_MissingKeys_SayThatTheContainerCannotStart()
    {
        var notices = Found("""
            {"env":[{"name":"A","valueFrom":{"configMapKeyRef":{"name":"app","key":"ABSENT"}}},{"name":"B","valueFrom":{"configMapKeyRef":{"name":"app","key":"SPARE","optional":true}}},
            {"name":"C","valueFrom":{"secretKeyRef":{"name":"db","key":"user"}}},{"name":"D","valueFrom":{"secretKeyRef":{"name":"db","key":"spare","optional":true}}}]}
            """).Notices;

        notices.Select(notice => $"{notice.Severity} {notice.Text.Code} {string.Join(' ', notice.Text.Arguments)}").ShouldBe(
            ["Danger FoundKeyMissing ConfigMap app ABSENT", "Note FoundKeyMissingOptional ConfigMap app SPARE", "Caution FoundKeyNotNamed db user"]);
    }

    [Fact]
    public void Notices_ContainerThatCannotBeMade_SpeakTheKubeletsWords()
    {
        var finds = new Finds();
        finds.Pods.Add(Lives.Pod() with { Status = new() { ContainerStatuses = [new() { Name = "nginx", State = new() { Waiting = new() { Reason = "CreateContainerConfigError", Message = "couldn't find key user in Secret db/db" } } }] } });

        finds.Read().Notices.ShouldContain(new Notice(Severity.Danger, Statement.Of(StatementCode.FoundCannotStart, "web-0", "nginx", "couldn't find key user in Secret db/db")));
    }

    [Fact]
    public void Notices_PodsOfAnOlderTemplate_AreNamed()
    {
        var finds = new Finds().Container("""{"env":[{"name":"A","value":"1"}]}""");
        finds.Pods.Add(Lives.Pod(0));
        finds.Pods.Add(Lives.Pod(1) with { Spec = finds.Template!.Spec.Template.Spec });

        finds.Read().Notices.ShouldContain(new Notice(Severity.Note, Statement.Of(StatementCode.FoundOtherEnvironment, "web-0")));
    }

    [Fact]
    public void Values_OfThePlainKind_NeverStandInWhatIsFound()
    {
        var found = Finds("""{"env":[{"name":"DATABASE_URL","value":"postgres://me:hunter2@pg-main:5432/x"}],"envFrom":[{"configMapRef":{"name":"app"}}]}""", finds => finds.Service("pg-main"));

        found.Containers.Single().Variables.Single().Services.Single().Host.ShouldBe("pg-main");
        var json = System.Text.Json.JsonSerializer.Serialize(found);
        json.ShouldNotContain("hunter2");
        json.ShouldNotContain("verbose", Case.Sensitive, "the value of LEVEL");
    }

    private static SetDiscovery Found(string container) => Finds(container);

    private static SetDiscovery Finds(string container, params Action<Finds>[] changes)
    {
        var finds = new Finds().Container(container).ConfigMap("app", """{"DATABASE_HOST":"pg-main.db.svc","LEVEL":"verbose"}""").Secret("db", "password").Secret("untold");
        Array.ForEach(changes, change => change(finds));
        return finds.Read();
    }
}
