using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.TelegramEmulator.Faults;

/// <summary>The kinds of faults.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>429 with retry_after, nothing accepted.</summary>
    TooManyRequests,

    /// <summary>Any error of the Bot API by code and description, nothing accepted.</summary>
    Error,

    /// <summary>500 in the Bot API's own words, nothing accepted.</summary>
    InternalServerError,

    /// <summary>502 with an HTML page of a proxy, nothing accepted.</summary>
    BadGatewayHtml,

    /// <summary>No answer ever, nothing accepted.</summary>
    Timeout,

    /// <summary>No answer ever, but the call was accepted.</summary>
    TimeoutAfterAccept,

    /// <summary>The right answer, late.</summary>
    Slow,

    /// <summary>The connection breaks, nothing accepted.</summary>
    ResetBeforeAccept,

    /// <summary>The connection breaks after the call was accepted: the caller cannot know.</summary>
    ResetAfterAccept,
}

/// <summary>A fault to simulate. Use the static members.</summary>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Seconds of retry_after for <see cref="FaultKind.TooManyRequests"/>.</summary>
    public int RetryAfter { get; init; } = 1;

    /// <summary>How late <see cref="FaultKind.Slow"/> answers, by the emulator's clock.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The code of <see cref="FaultKind.Error"/>.</summary>
    public int Code { get; init; } = 400;

    /// <summary>The whole description of <see cref="FaultKind.Error"/>, such as "Bad Request: chat not found".</summary>
    public string Description { get; init; } = "Bad Request";

    /// <summary>429, retry after so many seconds.</summary>
    public static Fault TooManyRequests(int retryAfter) => new(FaultKind.TooManyRequests) { RetryAfter = retryAfter };

    /// <summary>Any error of the Bot API.</summary>
    public static Fault Error(int code, string description) => new(FaultKind.Error) { Code = code, Description = description };

    /// <summary>500.</summary>
    public static Fault InternalServerError { get; } = new(FaultKind.InternalServerError);

    /// <summary>502 with an HTML page.</summary>
    public static Fault BadGatewayHtml { get; } = new(FaultKind.BadGatewayHtml);

    /// <summary>No answer, nothing accepted.</summary>
    public static Fault Timeout { get; } = new(FaultKind.Timeout);

    /// <summary>No answer, accepted.</summary>
    public static Fault TimeoutAfterAccept { get; } = new(FaultKind.TimeoutAfterAccept);

    /// <summary>A late answer.</summary>
    public static Fault Slow(TimeSpan delay) => new(FaultKind.Slow) { Delay = delay };

    /// <summary>A broken connection, nothing accepted.</summary>
    public static Fault ResetBeforeAccept { get; } = new(FaultKind.ResetBeforeAccept);

    /// <summary>A broken connection after acceptance.</summary>
    public static Fault ResetAfterAccept { get; } = new(FaultKind.ResetAfterAccept);
}
