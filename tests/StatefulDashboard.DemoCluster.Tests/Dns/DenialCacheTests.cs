using System.Net;
using StatefulDashboard.DemoCluster.Dns;
using StatefulDashboard.Dns.Messages;

namespace StatefulDashboard.DemoCluster.Tests.Dns;

public class DenialCacheTests
{
    private static readonly DnsQuestion Early = new(DnsName.Parse("web-0.nginx.default.svc.cluster.local"), DnsRecordType.A);
    private static readonly TimeSpan AnHour = TimeSpan.FromHours(1);
    private readonly VirtualTime time = new();
    private readonly DenialCache cache;
    private ZoneAnswer truth = ZoneAnswer.NoSuchName;
    private int asked;

    public DenialCacheTests() => cache = new DenialCache(time);

    [Fact]
    public void Off_AsksEachTime_AndKeepsNothing()
    {
        Ask();
        Ask();
        asked.ShouldBe(2);
        cache.Contents.ShouldBeEmpty();
    }

    [Fact]
    public void Denial_IsKeptForThirtySeconds_AlsoWhenItsAuthorityAllowsMore()
    {
        cache.IsOn = true;
        Ask(denialTime: AnHour);
        truth = Published("10.244.0.1", 30);
        time.Advance(TimeSpan.FromSeconds(29.5));
        Ask(denialTime: AnHour).Answer.Code.ShouldBe(DnsResponseCode.NonExistentDomain);
        cache.Kept.ShouldHaveSingleItem().ShouldBe(new KeptAnswer("web-0.nginx.default.svc.cluster.local", "A", "NonExistentDomain", IsDenial: true, TimeSpan.FromSeconds(0.5)));
        time.Advance(TimeSpan.FromSeconds(0.5));
        cache.Kept.ShouldBeEmpty();
        Ask(denialTime: AnHour).Answer.Answers.ShouldHaveSingleItem();
    }

    [Fact]
    public void Denial_IsNotKeptLongerThanItsAuthorityAllows()
    {
        cache.IsOn = true;
        Ask(denialTime: TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5));
        Ask(denialTime: TimeSpan.FromSeconds(5));
        asked.ShouldBe(2);
        Ask(denialTime: TimeSpan.Zero);
        asked.ShouldBe(2);
    }

    [Fact]
    public void NoData_IsADenialOfOneType()
    {
        cache.IsOn = true;
        truth = ZoneAnswer.NoData;
        Ask();
        truth = Published("10.244.0.1", 30);
        Ask().Answer.IsDenial.ShouldBeTrue();
        cache.Ask(Early with { Type = DnsRecordType.SRV }, _ => truth, AnHour).Answer.IsDenial.ShouldBeFalse();
        cache.Kept.ShouldHaveSingleItem().Code.ShouldBe("NoError");
        cache.Contents.Count.ShouldBe(2);
    }

    [Fact]
    public void Answer_IsKeptForItsTimeToLive_WhichCountsDown()
    {
        cache.IsOn = true;
        truth = Published("10.244.0.1", 30);
        Ask().Left.ShouldBeNull();
        truth = Published("10.244.0.2", 30);
        time.Advance(TimeSpan.FromSeconds(12.4));
        var kept = Ask();
        kept.Left.ShouldBe(TimeSpan.FromSeconds(17.6));
        kept.Answer.Answers.ShouldHaveSingleItem().ShouldBe(new ARecord(Early.Name, 18, IPAddress.Parse("10.244.0.1")));
        kept.Answer.Additionals.ShouldHaveSingleItem().TimeToLive.ShouldBe(18);
        cache.Kept.ShouldBeEmpty();
        cache.Contents.ShouldHaveSingleItem().IsDenial.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(17.6));
        Ask().Answer.Answers.ShouldHaveSingleItem().ShouldBe(new ARecord(Early.Name, 30, IPAddress.Parse("10.244.0.2")));
    }

    [Fact]
    public void Name_InAnotherCase_IsTheSameEntry()
    {
        cache.IsOn = true;
        Ask();
        cache.Ask(new DnsQuestion(DnsName.Parse("WEB-0.Nginx.default.svc.cluster.local"), DnsRecordType.A), _ => Published("10.244.0.1", 30), AnHour).Answer.IsDenial.ShouldBeTrue();
    }

    [Fact]
    public void Refusal_IsNotKept()
    {
        cache.IsOn = true;
        truth = ZoneAnswer.NotOurs;
        Ask();
        cache.Contents.ShouldBeEmpty();
    }

    [Fact]
    public void TurningOff_ForgetsAll()
    {
        cache.IsOn = true;
        Ask();
        cache.IsOn = false;
        cache.Contents.ShouldBeEmpty();
        cache.IsOn = true;
        Ask();
        asked.ShouldBe(2);
    }

    [Fact]
    public void NamesAskedOnce_DoNotFillItForGood()
    {
        cache.IsOn = true;
        for (var i = 0; i < 10_000; i++)
        {
            cache.Ask(new DnsQuestion(DnsName.Parse($"junk-{i}.cluster.local"), DnsRecordType.A), _ => ZoneAnswer.NoSuchName, AnHour);
        }

        Ask();
        cache.Contents.Count.ShouldBe(10_000);
        time.Advance(TimeSpan.FromSeconds(31));
        Ask();
        cache.Contents.ShouldHaveSingleItem().Name.ShouldBe("web-0.nginx.default.svc.cluster.local");
    }

    private static ZoneAnswer Published(string address, int timeToLive)
        => ZoneAnswer.Of([new ARecord(Early.Name, timeToLive, IPAddress.Parse(address))], [new ARecord(DnsName.Parse("other.cluster.local"), timeToLive, IPAddress.Parse(address))]);

    private (ZoneAnswer Answer, TimeSpan? Left) Ask(TimeSpan? denialTime = null) => cache.Ask(Early, _ =>
    {
        asked++;
        return truth;
    }, denialTime ?? AnHour);
}
