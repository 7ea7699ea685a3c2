using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StatefulDashboard.Kubernetes.Client;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Kubernetes.Tests.Support;
using Cut = StatefulDashboard.Kubernetes.Tests.Support.ModelServer.Cut;

namespace StatefulDashboard.Kubernetes.Tests.Client;

/// <summary>Against a server on a real socket that cuts connections at exactly the moment that is named.</summary>
public sealed class GuardedWritesTests
{
    private static readonly NamespacedName Web = new("ns", "web");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static JsonObject Set() => JsonNode.Parse(
        """{"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"name":"web","namespace":"ns","uid":"u","resourceVersion":"7","generation":2},"spec":{"replicas":3}}""")!.AsObject();

    [Theory]
    [InlineData(Cut.AfterDoing)]
    [InlineData(Cut.GatewayAfterDoing)]
    internal async Task Scale_DoneButAnswerLost_IsFoundByReadingAndNotSentAgain(Cut cut)
    {
        await using var server = await ModelServer.StartAsync(Set());
        var basis = server.Basis;

        var applied = (await server.Then(cut).Writes.ScaleAsync(Web, 5, basis, false, Cancel)).ShouldBeOfType<WriteResult<Scale>.Applied>();
        applied.FoundByReading.ShouldBeTrue();
        applied.Object.Spec.Replicas.ShouldBe(5);
        server.Arrived.ShouldBe(["PATCH"]);
    }

    [Theory]
    [InlineData(Cut.BeforeDoing, 2)]
    [InlineData(Cut.OnArrival, 1)]
    internal async Task Scale_NotDone_IsSentOnceMoreAfterReadingProvedIt(Cut cut, int arrived)
    {
        await using var server = await ModelServer.StartAsync(Set());

        var result = await server.Then(cut).Writes.ScaleAsync(Web, 5, server.Basis, false, Cancel);
        result.ShouldBeOfType<WriteResult<Scale>.Applied>(result.ToString()).FoundByReading.ShouldBeFalse();
        (server.Arrived.Count, server.Done, server.Reads).ShouldBe((arrived, 1, 1));
    }

    /// <summary>A connection that had been used before tempts a client to send anew by itself.</summary>
    [Fact]
    public async Task Scale_CutOnAUsedConnection_IsNotSentAgainUnread()
    {
        await using var server = await ModelServer.StartAsync(Set());
        await server.Client.GetAsync(ResourceKinds.StatefulSets, Web, Cancel);

        (await server.Then(Cut.BeforeDoing).Client.ScaleAsync(Web, 5, "u", "7", false, Cancel))
            .ShouldBeOfType<WriteResult<Scale>.Failed>().MayHaveHappened.ShouldBeTrue();
        server.Arrived.ShouldBe(["PATCH"]);
    }

    [Fact]
    public async Task Scale_LostTwice_GivesUpAndDoesNotClaimThatNothingHappened()
    {
        await using var server = await ModelServer.StartAsync(Set());

        var failed = (await server.Then(Cut.BeforeDoing, Cut.BeforeDoing).Writes.ScaleAsync(Web, 5, server.Basis, false, Cancel)).ShouldBeOfType<WriteResult<Scale>.Failed>();
        failed.MayHaveHappened.ShouldBeTrue();
        failed.Message.ShouldEndWith("the connection was cut; read again: nothing has changed the object");
        server.Arrived.Count.ShouldBe(2);
    }

    /// <summary>The first request was only late: the second meets its work, and it took effect once.</summary>
    [Fact]
    public async Task Scale_FirstArrivesAfterTheReading_TakesEffectOnce()
    {
        await using var server = await ModelServer.StartAsync(Set());
        server.AfterRead = () =>
        {
            if (server.Reads == 1)
            {
                server.Touch(spec => spec["replicas"] = 5);
            }
        };

        (await server.Then(Cut.BeforeDoing).Writes.ScaleAsync(Web, 5, server.Basis, false, Cancel)).ShouldBeOfType<WriteResult<Scale>.Applied>().FoundByReading.ShouldBeTrue();
        (server.Arrived.Count, server.Done).ShouldBe((2, 0));
    }

    [Fact]
    public async Task Scale_LostAndOthersChangedTheSpec_IsUnknownAndSaysSo()
    {
        await using var server = await ModelServer.StartAsync(Set());
        var basis = server.Basis;
        server.Touch(spec => spec["replicas"] = 9);

        var failed = (await server.Then(Cut.BeforeDoing).Writes.ScaleAsync(Web, 5, basis, false, Cancel)).ShouldBeOfType<WriteResult<Scale>.Failed>();
        failed.MayHaveHappened.ShouldBeTrue();
        failed.Message.ShouldContain("others have changed the object meanwhile");
        server.Arrived.Count.ShouldBe(1);
    }

    /// <summary>Without a version nothing keeps the first, were it only late, from taking effect after the second.</summary>
    [Fact]
    public async Task Scale_WithoutAVersionAndLost_IsNotSentAgain()
    {
        await using var server = await ModelServer.StartAsync(Set());

        (await server.Then(Cut.BeforeDoing).Writes.ScaleAsync(Web, 5, server.Basis with { ResourceVersion = "" }, false, Cancel))
            .ShouldBeOfType<WriteResult<Scale>.Failed>().MayHaveHappened.ShouldBeTrue();
        server.Arrived.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Scale_LostAndReadingFailsToo_SaysBoth()
    {
        await using var server = await ModelServer.StartAsync(Set(), new HastyTime());
        server.Read = context =>
        {
            context.Response.StatusCode = 503;
            return context.Response.WriteAsync(Api.Status(503, "ServiceUnavailable", "starting"));
        };

        var result = await server.Then(Cut.AfterDoing).Writes.ScaleAsync(Web, 5, server.Basis, false, Cancel);
        var failed = result.ShouldBeOfType<WriteResult<Scale>.Failed>();
        failed.MayHaveHappened.ShouldBeTrue();
        failed.Message.ShouldContain("the connection was cut; reading the object to find out what became of it failed too: starting (HTTP 503)");
        server.Reads.ShouldBe(3);
    }

    [Fact]
    public async Task Scale_DryRunLost_ReadsNothing()
    {
        await using var server = await ModelServer.StartAsync(Set());

        (await server.Then(Cut.BeforeDoing).Writes.ScaleAsync(Web, 5, server.Basis, dryRun: true, Cancel))
            .ShouldBeOfType<WriteResult<Scale>.Failed>().MayHaveHappened.ShouldBeFalse();
        (server.Arrived.Count, server.Reads).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(4, true, 5)]
    [InlineData(5, false, 5)]
    public async Task Patch_StatusMovesTheVersion_IsTriedFiveTimes(int moves, bool applied, int sent)
    {
        await using var server = await ModelServer.StartAsync(Set());
        var basis = server.Basis;
        server.Touch();
        server.AfterRead = () =>
        {
            if (server.Reads < moves)
            {
                server.Touch();
            }
        };

        var result = await server.Writes.PatchAsync(ResourceKinds.StatefulSets, Web, Replicas(5), basis, new WriteOptions(), Cancel);
        (result is WriteResult<StatefulSet>.Applied, result is WriteResult<StatefulSet>.Conflict).ShouldBe((applied, !applied));
        (server.Arrived.Count, server.Done).ShouldBe((sent, applied ? 1 : 0));
    }

    [Fact]
    public async Task Patch_SpecMovedToo_IsAConflictForTheCallerToPlanAgain()
    {
        await using var server = await ModelServer.StartAsync(Set());
        var basis = server.Basis;
        server.Touch(spec => spec["replicas"] = 9);

        (await server.Writes.PatchAsync(ResourceKinds.StatefulSets, Web, Replicas(5), basis, new WriteOptions(), Cancel)).ShouldBeOfType<WriteResult<StatefulSet>.Conflict>();
        (server.Arrived.Count, server.Done).ShouldBe((1, 0));
    }

    [Theory]
    [InlineData(Cut.AfterDoing, 1)]
    [InlineData(Cut.BeforeDoing, 2)]
    internal async Task DeleteAndEvict_AnswerLost_AreClearedUp(Cut cut, int arrived)
    {
        await using var server = await ModelServer.StartAsync(Set());
        (await server.Then(cut).Writes.DeleteAsync(ResourceKinds.StatefulSets, Web, new DeleteOptions("u"), Cancel))
            .ShouldBeOfType<WriteResult<Deletion>.Applied>().Object.ShouldBe(new Deletion("u", IsTerminating: false));
        (server.Arrived.Count, server.Done).ShouldBe((arrived, 1));

        server.Arrived.Clear();
        server.Object = Set();
        (await server.Then(cut).Writes.EvictAsync(Web, new DeleteOptions("u"), Cancel)).ShouldBeOfType<WriteResult<Status>.Applied>();
        (server.Arrived.Count, server.Done).ShouldBe((arrived, 2));
    }

    [Fact]
    public async Task Delete_WithoutUidAndLost_IsNotSentAgain()
    {
        await using var server = await ModelServer.StartAsync(Set());

        (await server.Then(Cut.BeforeDoing).Writes.DeleteAsync(ResourceKinds.StatefulSets, Web, new DeleteOptions(), Cancel))
            .ShouldBeOfType<WriteResult<Deletion>.Failed>().MayHaveHappened.ShouldBeTrue();
        server.Arrived.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Cut.AfterDoing, 1)]
    [InlineData(Cut.BeforeDoing, 2)]
    internal async Task Create_AnswerLost_IsClearedUp(Cut cut, int arrived)
    {
        await using var server = await ModelServer.StartAsync(null);
        var body = Set();
        body["metadata"] = new JsonObject { ["name"] = "web" };

        (await server.Then(cut).Writes.CreateAsync(ResourceKinds.StatefulSets, "ns", body, new WriteOptions(), Cancel))
            .ShouldBeOfType<WriteResult<StatefulSet>.Applied>().Object.Metadata.Uid.ShouldBe("made");
        (server.Arrived.Count, server.Done).ShouldBe((arrived, 1));
    }

    [Fact]
    public async Task Delete_ProxysNotFoundPage_IsNoProofThatTheSetIsGone()
    {
        await using var server = await ModelServer.StartAsync(Set(), new HastyTime());
        server.Read = context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("404 page not found");
        };

        var result = await server.Then(Cut.AfterDoing).Writes.DeleteAsync(ResourceKinds.StatefulSets, Web, new DeleteOptions("u"), Cancel);
        var failed = result.ShouldBeOfType<WriteResult<Deletion>.Failed>();
        failed.MayHaveHappened.ShouldBeTrue();
        failed.Message.ShouldContain("failed too: the server answered 404");
    }

    private static Patch Replicas(int count) => Patch.Merge(new JsonObject { ["spec"] = new JsonObject { ["replicas"] = count } });
}
