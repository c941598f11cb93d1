using Yunhepan.FeedBot.TelegramEmulator.Api;

namespace Yunhepan.FeedBot.TelegramEmulator.Faults;

/// <summary>Simulates a scripted fault for one request.</summary>
internal static class FaultPlayer
{
    private const string ProxyPage =
        "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n"
        + "<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n";

    /// <summary>What happens before the call is accepted; true when the request is over.</summary>
    public static async Task<bool> PlayBeforeAsync(HttpContext http, EmulatorState state, ApiCall call, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.Slow:
                await Task.Delay(fault.Delay, state.Time, http.RequestAborted);
                return false;
            case FaultKind.TimeoutAfterAccept or FaultKind.ResetAfterAccept:
                return false;
        }

        var error = ErrorOf(fault);
        MethodRunner.Record(call, error, fault.Kind.ToString());
        switch (fault.Kind)
        {
            case FaultKind.Timeout:
                await HangAsync(http);
                break;
            case FaultKind.ResetBeforeAccept:
                http.Abort();
                break;
            case FaultKind.BadGatewayHtml:
                http.Response.StatusCode = 502;
                http.Response.ContentType = "text/html";
                await http.Response.WriteAsync(ProxyPage, http.RequestAborted);
                break;
            default:
                await BotApiEndpoints.WriteErrorAsync(http, error);
                break;
        }

        return true;
    }

    /// <summary>What happens after the call was accepted; true when the answer must not go out.</summary>
    public static async Task<bool> PlayAfterAsync(HttpContext http, Fault fault)
    {
        switch (fault.Kind)
        {
            case FaultKind.TimeoutAfterAccept:
                await HangAsync(http);
                return true;
            case FaultKind.ResetAfterAccept:
                http.Abort();
                return true;
            default:
                return false;
        }
    }

    private static ApiError ErrorOf(Fault fault) => fault.Kind switch
    {
        FaultKind.TooManyRequests => ApiError.TooManyRequests(fault.RetryAfter),
        FaultKind.Error => ApiError.Custom(fault.Code, fault.Description),
        FaultKind.InternalServerError => ApiError.Custom(500, "Internal Server Error: restart"),
        FaultKind.BadGatewayHtml => ApiError.Custom(502, "Bad Gateway"),
        _ => ApiError.Custom(0, "no answer"),
    };

    /// <summary>Waits until the caller gives up or the emulator stops.</summary>
    private static async Task HangAsync(HttpContext http)
    {
        var stopping = http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, end.Token)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
