using StatefulDashboard.Kubernetes.Informers;
using StatefulDashboard.Kubernetes.Tests.Support;

namespace StatefulDashboard.Kubernetes.Tests.Informers;

/// <summary>Whatever somebody does to the clock on the wall, two minutes of health are two minutes.</summary>
public sealed class ClockFaultTests
{
    [Theory]
    [Fault(29)]
    [InlineData(-60, 121, true)]
    [InlineData(60, 10, false)]
    public void Backoff_ClockSetMeanwhile_IsResetByHealthAlone(int clockSetByMinutes, int secondsOfHealth, bool isReset)
    {
        var time = new FakeTime();
        var backoff = new Backoff(time, new Random(1));
        for (var attempt = 0; attempt < 8; attempt++)
        {
            backoff.Next();
        }

        backoff.Healthy();
        time.SetClockBy(TimeSpan.FromMinutes(clockSetByMinutes));
        time.Advance(TimeSpan.FromSeconds(secondsOfHealth));

        (backoff.Next() <= Backoff.Smallest * 1.5).ShouldBe(isReset);
    }
}
