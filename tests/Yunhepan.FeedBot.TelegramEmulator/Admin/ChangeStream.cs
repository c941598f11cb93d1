namespace Yunhepan.FeedBot.TelegramEmulator.Admin;

/// <summary>Sends server-sent events: one for each change, at most about ten per second; the page then reads the state.</summary>
internal static class ChangeStream
{
    private static readonly TimeSpan Calm = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public static async Task WriteAsync(HttpContext http, EmulatorState state)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        try
        {
            await http.Response.WriteAsync("retry: 1000\n\n", end.Token);
            while (true)
            {
                var change = state.Changes.Next;
                await http.Response.WriteAsync("data: changed\n\n", end.Token);
                await http.Response.Body.FlushAsync(end.Token);
                await Task.Delay(Calm, TimeProvider.System, end.Token);
                try
                {
                    await change.WaitAsync(KeepAlive, TimeProvider.System, end.Token);
                }
                catch (TimeoutException)
                {
                    // Nothing happened; the next event keeps the connection alive.
                }
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The page was closed or the emulator stops.
        }
    }
}
