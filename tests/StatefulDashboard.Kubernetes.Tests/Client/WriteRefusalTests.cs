using System.Text.Json.Nodes;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Client;

/// <summary>What a server's answers become; the answers are recordings of a real one where there is one.</summary>
public sealed class WriteRefusalTests
{
    private static readonly NamespacedName Web = new("ns", "web");
    private static readonly NamespacedName Pod = new("ns", "web-1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_ExistsAlready_IsAConflictThatSaysSo()
    {
        await using var server = await WriteServer.StartRecordedAsync("errors", step => (int)step["status"]! == 409 && (string)step["method"]! == "POST");

        (await server.Client.CreateAsync(ResourceKinds.StatefulSets, "ns", new JsonObject { ["metadata"] = new JsonObject { ["name"] = "web" } }, new WriteOptions(), Cancel))
            .ShouldBeOfType<WriteResult<StatefulSet>.Conflict>().AlreadyExists.ShouldBeTrue();
        server.Target.ShouldBe("POST /apis/apps/v1/namespaces/ns/statefulsets?fieldManager=stateful-dashboard&fieldValidation=Strict");
        server.Body.ShouldBe("""{"metadata":{"name":"web"},"apiVersion":"apps/v1","kind":"StatefulSet"}""");
    }

    [Theory]
    [InlineData("an immutable field", "spec", "FieldValueForbidden")]
    [InlineData("an unknown field", "", "")]
    [InlineData("an unknown patch type", "", "")]
    public async Task Patch_Refused_KeepsStatusAndCauses(string note, string field, string reason)
    {
        await using var server = await WriteServer.StartRecordedAsync("errors", step => (string?)step["note"] == note);

        var refused = (await PatchAsync(server)).ShouldBeOfType<WriteResult<StatefulSet>.Refused>();
        refused.Status.Message.ShouldNotBeEmpty();
        if (field.Length > 0)
        {
            refused.Status.Details!.Causes.Select(cause => (cause.Field, cause.Reason)).ShouldBe([(field, reason)]);
        }
    }

    [Fact]
    public async Task Patch_StaleVersion_IsAConflictOfNoFields()
    {
        await using var server = await WriteServer.StartRecordedAsync("errors", step => (string?)step["note"] == "a stale resourceVersion");

        var conflict = (await PatchAsync(server)).ShouldBeOfType<WriteResult<StatefulSet>.Conflict>();
        (conflict.AlreadyExists, conflict.FieldConflicts.Count).ShouldBe((false, 0));
    }

    [Fact]
    public async Task Delete_OtherUid_IsAConflict()
    {
        await using var server = await WriteServer.StartRecordedAsync("errors", step => (string?)step["note"] == "the uid is another");

        (await server.Client.DeleteAsync(ResourceKinds.StatefulSets, Web, new DeleteOptions(Uid: "0"), Cancel)).ShouldBeOfType<WriteResult<Deletion>.Conflict>();
    }

    [Theory]
    [InlineData(true, "NotChecked")]
    [InlineData(false, "Refused")]
    public async Task Patch_WebhookHasSideEffects_IsNotCheckedInADryRunOnly(bool dryRun, string expected)
    {
        await using var server = await WriteServer.StartAsync(400, Api.Status(400, "BadRequest", """admission webhook \"scale.example.com\" does not support dry run"""));

        (await PatchAsync(server, dryRun)).GetType().Name.ShouldBe(expected);
    }

    [Fact]
    public async Task Evict_Recorded_IsApplied()
    {
        await using var server = await WriteServer.StartRecordedAsync("eviction", step => (int)step["status"]! == 201);

        (await server.Client.EvictAsync(Pod, new DeleteOptions("u", "7", PropagationPolicy.Foreground, 5, DryRun: true), Cancel)).ShouldBeOfType<WriteResult<Status>.Applied>();
        server.Target.ShouldBe("POST /api/v1/namespaces/ns/pods/web-1/eviction?fieldManager=stateful-dashboard&fieldValidation=Strict&dryRun=All");
        server.Body.ShouldBe(
            """{"apiVersion":"policy/v1","kind":"Eviction","metadata":{"name":"web-1","namespace":"ns"},"deleteOptions":{"apiVersion":"v1","kind":"DeleteOptions","preconditions":{"uid":"u","resourceVersion":"7"},"propagationPolicy":"Foreground","gracePeriodSeconds":5,"dryRun":["All"]}}""");
    }

    [Fact]
    public async Task Evict_BudgetUsedUp_NamesTheBudgetAndWhen()
    {
        await using var server = await WriteServer.StartRecordedAsync("eviction", step => (int)step["status"]! == 429, ("Retry-After", "7"));

        var blocked = (await server.Client.EvictAsync(Pod, new DeleteOptions(), Cancel)).ShouldBeOfType<WriteResult<Status>.BlockedByBudget>();
        blocked.Budget.ShouldBe("web");
        blocked.Message.ShouldBe("The disruption budget web needs 2 healthy pods and has 2 currently");
        blocked.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    /// <summary>The other message of eviction.go, whose wait stands in the Status; and a cause that says less.</summary>
    [Theory]
    [InlineData("The disruption budget db is still being processed by the server.", "db")]
    [InlineData("something else", "")]
    public async Task Evict_BudgetNotYetCounted_WaitsAsTheStatusSays(string message, string budget)
    {
        var details = $$"""{"retryAfterSeconds":10,"causes":[{"reason":"DisruptionBudget","message":"{{message}}"}]}""";
        await using var server = await WriteServer.StartAsync(429, Api.Status(429, "TooManyRequests", details: details));

        var blocked = (await server.Client.EvictAsync(Pod, new DeleteOptions(), Cancel)).ShouldBeOfType<WriteResult<Status>.BlockedByBudget>();
        (blocked.Budget, blocked.Message, blocked.RetryAfter).ShouldBe((budget, message, TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Evict_ServerIsBusy_IsThrottledAndNoBudget()
    {
        await using var server = await WriteServer.StartAsync(429, Api.Status(429, "TooManyRequests", "too many requests, please try again later"), ("Retry-After", "1"));

        (await server.Client.EvictAsync(Pod, new DeleteOptions(), Cancel)).ShouldBe(new WriteResult<Status>.Throttled(TimeSpan.FromSeconds(1)));
    }

    /// <summary>A 500 that is certain: the server says it before it does anything. Any other 500 is not.</summary>
    [Theory]
    [InlineData("This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.", true)]
    [InlineData("etcdserver: request timed out", false)]
    public async Task Evict_InternalError_IsRefusedOnlyForSeveralBudgets(string message, bool refused)
    {
        await using var server = await WriteServer.StartAsync(500, Api.Status(500, "", message));

        var result = await server.Client.EvictAsync(Pod, new DeleteOptions(), Cancel);
        result.ShouldBe(refused ? result as WriteResult<Status>.Refused : new WriteResult<Status>.Failed(message + " (HTTP 500)", MayHaveHappened: true));
    }

    [Theory]
    [InlineData(404, "Refused")]
    [InlineData(409, "Conflict")]
    public async Task Evict_PodGoneOrAnother_IsAValue(int status, string expected)
    {
        await using var server = await WriteServer.StartAsync(status, Api.Status(status, "Reason"));

        (await server.Client.EvictAsync(Pod, new DeleteOptions("u"), Cancel)).GetType().Name.ShouldBe(expected);
    }

    [Fact]
    public async Task Delete_DryRun_IsSaidInTheQueryToo()
    {
        await using var server = await WriteServer.StartAsync(200, Api.Pod("a", "9", "u"));

        await server.Client.DeleteAsync(ResourceKinds.Pods, new("ns", "a"), new DeleteOptions(DryRun: true), Cancel);
        server.Target.ShouldBe("DELETE /api/v1/namespaces/ns/pods/a?dryRun=All");
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(200, "<html>log in</html>")]
    public async Task Patch_NoProperAnswer_MayHaveHappenedUnlessItWasADryRun(int status, string answer)
    {
        foreach (var dryRun in new[] { false, true })
        {
            await using var server = await WriteServer.StartAsync(status, answer);
            (await PatchAsync(server, dryRun)).ShouldBeOfType<WriteResult<StatefulSet>.Failed>().MayHaveHappened.ShouldBe(!dryRun);
        }
    }

    private static Task<WriteResult<StatefulSet>> PatchAsync(WriteServer server, bool dryRun = false) =>
        server.Client.PatchAsync(ResourceKinds.StatefulSets, Web, Patch.Merge(new JsonObject()), new WriteOptions(dryRun), Cancel);
}
