namespace StatefulDashboard.EndToEnd.Tests.Tools;

internal static class Eventually
{
    /// <summary>Asks again until it holds; for what nothing announces.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition, string what, int seconds = 30)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        try
        {
            while (!await condition())
            {
                await timer.WaitForNextTickAsync(limit.Token);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new TimeoutException($"within {seconds} s it did not come about that {what}", exception);
        }
    }
}
