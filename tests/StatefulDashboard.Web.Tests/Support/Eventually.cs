namespace StatefulDashboard.Web.Tests.Support;

internal static class Eventually
{
    /// <summary>Asks again until it holds; for what nothing announces.</summary>
    public static async Task HoldsAsync(Func<bool> condition, Func<string> what, int seconds = 20)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        try
        {
            while (!condition())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"within {seconds} s it did not come about that {what()}", exception);
        }
    }
}
