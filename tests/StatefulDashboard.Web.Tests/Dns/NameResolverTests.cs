using StatefulDashboard.Domain.Dns;
using StatefulDashboard.Kubernetes.Resources;
using StatefulDashboard.Web.Dns;
using StatefulDashboard.Web.Tests.Support;

namespace StatefulDashboard.Web.Tests.Dns;

/// <summary>When names are asked: on a clock of the test, of a server on a real socket.</summary>
public sealed class NameResolverTests
{
    private static readonly NameQuestion Web0 = new("web-0.nginx.shop.svc.cluster.local", NameType.A);
    private static readonly NameQuestion Web1 = new("web-1.nginx.shop.svc.cluster.local", NameType.A);

    [Fact]
    public async Task Name_IsWatched_IsAskedAtOnceAndWhenItsTimeToLiveEnds()
    {
        await using var dns = new TestResolver();
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0, "10.0.0.1"));
        await dns.AskedAsync(watch, Web0, 1);
        var answer = watch.Find(Web0)!;
        (answer.Code, answer.Until).ShouldBe(("NOERROR", dns.Time.GetUtcNow().AddSeconds(30)));
        answer.Values.ShouldBe(["10.0.0.1"]);

        await dns.PassAsync(seconds: 29);
        dns.Asked.ShouldBe(1, "it is still fresh");
        await dns.PassAsync(seconds: 1);
        await dns.AskedAsync(watch, Web0, 2);
    }

    [Fact]
    public async Task Denial_IsAskedAgain_WhenTheAuthorityLetsItGo()
    {
        await using var dns = new TestResolver { Answer = query => TestResolver.Denial(query, 5) };
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0));
        await dns.AskedAsync(watch, Web0, 1);

        await dns.PassAsync(seconds: 4);
        dns.Asked.ShouldBe(1);
        await dns.PassAsync(seconds: 1);
        await dns.AskedAsync(watch, Web0, 2);
    }

    [Fact]
    public async Task Change_OfWhatIsPublished_AsksAgainButNotWithinASecond()
    {
        await using var dns = new TestResolver();
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0, "10.0.0.1"));
        await dns.AskedAsync(watch, Web0, 1);

        watch.Want(Published(Web0, "10.0.0.2"));
        dns.Answer = query => TestResolver.Address(query, "10.0.0.2", 30);
        await dns.PassAsync(seconds: 0.9);
        dns.Asked.ShouldBe(1, "no name is asked more often than once a second");
        await dns.PassAsync(seconds: 0.1);
        await dns.AskedAsync(watch, Web0, 2);
        watch.Find(Web0)!.Values.ShouldBe(["10.0.0.2"]);

        await dns.PassAsync(seconds: 29);
        dns.Asked.ShouldBe(2);
    }

    /// <summary>What the server does not know yet it may know in a moment: 1, 2, 4 … seconds, and at the latest when its answer's time ends.</summary>
    [Fact]
    public async Task Answer_DiffersFromWhatIsPublished_IsAskedAgainWithGrowingPauses()
    {
        await using var dns = new TestResolver { Answer = query => TestResolver.Denial(query, 10) };
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0, "10.0.0.1"));
        await dns.AskedAsync(watch, Web0, 1);
        var count = 1;
        foreach (var pause in new[] { 1, 2, 4, 8, 10, 10 })
        {
            await dns.PassAsync(pause - 0.5);
            dns.Asked.ShouldBe(count, $"the pause is {pause} s");
            await dns.PassAsync(0.5);
            await dns.AskedAsync(watch, Web0, ++count);
        }

        watch.Find(Web0)!.DeniedSince.ShouldBe(dns.Time.GetUtcNow().AddSeconds(-35), "the first denial since it is published");
    }

    [Fact]
    public async Task Denial_FromBeforeItWasPublished_DoesNotCount()
    {
        await using var dns = new TestResolver { Answer = query => TestResolver.Denial(query, 30) };
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0));
        await dns.AskedAsync(watch, Web0, 1);
        await dns.PassAsync(seconds: 20);

        watch.Want(Published(Web0, "10.0.0.1"));
        await dns.AskedAsync(watch, Web0, 2);

        watch.Find(Web0)!.DeniedSince.ShouldBe(dns.Time.GetUtcNow());
    }

    [Fact]
    public async Task Failure_IsAskedAgain_WithGrowingPausesUpToAMinute()
    {
        await using var dns = new TestResolver { Answer = query => query.Reply(StatefulDashboard.Dns.Messages.DnsResponseCode.ServerFailure) };
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0));
        await dns.AskedAsync(watch, Web0, 1);
        var count = 1;
        foreach (var pause in new[] { 2, 4, 8, 16, 32, 60, 60 })
        {
            await dns.PassAsync(pause - 0.5);
            dns.Asked.ShouldBe(count, $"the pause is {pause} s");
            await dns.PassAsync(0.5);
            await dns.AskedAsync(watch, Web0, ++count);
        }

        watch.Find(Web0)!.Code.ShouldBe("SERVFAIL");
    }

    [Fact]
    public async Task TimeToLive_OfNought_IsNoBusyLoop()
    {
        await using var dns = new TestResolver { Answer = query => TestResolver.Address(query, "10.0.0.1", 0) };
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0, "10.0.0.1"));
        await dns.AskedAsync(watch, Web0, 1);
        await dns.PassAsync(seconds: 0.9);
        dns.Asked.ShouldBe(1);
        await dns.PassAsync(seconds: 0.1);
        await dns.AskedAsync(watch, Web0, 2);
    }

    [Fact]
    public async Task Viewers_OfTheSameName_ShareItsQuestions()
    {
        await using var dns = new TestResolver();
        using var first = dns.Resolver.Watch("demo");
        using var second = dns.Resolver.Watch("demo");
        first.Want(Published(Web0, "10.0.0.1"));
        await dns.AskedAsync(first, Web0, 1);

        second.Want(Published(Web0, "10.0.0.1"));
        second.Find(Web0)!.Values.ShouldBe(["10.0.0.1"], "it is there at once");
        first.Dispose();
        await dns.PassAsync(seconds: 30);
        await dns.AskedAsync(second, Web0, 2);
    }

    [Fact]
    public async Task Name_NobodyLooksAt_IsAskedNoMore()
    {
        await using var dns = new TestResolver();
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Published(Web0, "10.0.0.1"));
        await dns.AskedAsync(watch, Web0, 1);

        watch.Want(Published(Web1, "10.0.0.1"));
        await dns.AskedAsync(watch, Web1, 2);
        dns.Resolver.Known("demo", Web0).ShouldBeNull();
        watch.Dispose();
        dns.Resolver.Count.ShouldBe(0);
        await Eventually.HoldsAsync(() => dns.Time.Waiting == 0, () => "no alarm is left");

        watch.Want(Published(Web0, "10.0.0.1"));
        dns.Resolver.Count.ShouldBe(0, "who has left wants nothing");
        await dns.PassAsync(seconds: 100);
        dns.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task Questions_OfManyNames_AreNotAllUnderWayAtOnce()
    {
        await using var dns = new TestResolver { Answer = _ => null, IsSilent = true };
        using var watch = dns.Resolver.Watch("demo");
        watch.Want(Enumerable.Range(0, 50).SelectMany(i => Published(new($"web-{i}.nginx.shop.svc.cluster.local", NameType.A))));

        await Eventually.HoldsAsync(() => dns.Asked >= 8, () => "eight are asked");
        // silence: two tries of two seconds each, then the next eight
        dns.Names.Distinct().Count().ShouldBe(8);
        await dns.PassAsync(seconds: 2);
        await Eventually.HoldsAsync(() => dns.Asked >= 16, () => "they are asked a second time");
        dns.Names.Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public async Task Viewer_IsTold_WhenAnAnswerHasCome()
    {
        await using var dns = new TestResolver();
        using var stop = new CancellationTokenSource();
        using var told = new SemaphoreSlim(0);
        var watch = dns.Resolver.Watch("demo");
        var running = watch.RunAsync(() => told.Release(), stop.Token);
        watch.Want(Published(Web0, "10.0.0.1"));

        (await told.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();
        watch.Find(Web0).ShouldNotBeNull();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
        dns.Resolver.Count.ShouldBe(0, "whoever is cancelled looks at nothing any more");
    }

    [Fact]
    public async Task Cluster_WithoutResolver_IsNeverAsked()
    {
        await using var dns = new TestResolver();
        using var watch = dns.Resolver.Watch("prod");

        watch.Want(Published(Web0, "10.0.0.1"));

        (dns.Resolver.ResolverOf("prod"), dns.Resolver.Count).ShouldBe((null, 0));
    }

    [Fact]
    public async Task Name_ThatIsNoName_IsSaidToBeNone()
    {
        await using var dns = new TestResolver();
        using var watch = dns.Resolver.Watch("demo");
        var bad = new NameQuestion(new string('x', 64) + ".shop", NameType.A);
        watch.Want(Published(bad));

        await Eventually.HoldsAsync(() => watch.Find(bad) is not null, () => "it is known");
        watch.Find(bad)!.Outcome.ShouldBe(NameOutcome.Malformed);
        dns.Asked.ShouldBe(0);
    }

    private static Dictionary<NameQuestion, ValueList<string>?> Published(NameQuestion question, params string[] addresses) => new() { [question] = addresses.ToValueList() };
}
