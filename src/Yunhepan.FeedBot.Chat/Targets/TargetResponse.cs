using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Targets;

/// <summary>What a target answered.</summary>
/// <param name="Body">The beginning of the body: at most 64 KB, and less if it did not arrive in time.</param>
internal sealed record TargetResponse(HttpStatusCode Status, HttpResponseHeaders Headers, string Body)
{
    /// <summary>
    /// The number of attempts at a wrong address before the target is closed; a change of feeds.json reopens it.
    /// </summary>
    public const int Tries = 7;

    private const int MostWords = 200;
    private static readonly TimeSpan UsualWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The wait that <c>Retry-After</c> asks for in seconds, a minute without it, an hour at most.</summary>
    public TimeSpan Wait => Bounded(Headers.RetryAfter?.Delta);

    /// <summary>Returns the body as an object of JSON; null if it is none.</summary>
    public JsonElement? Json()
    {
        try
        {
            using var document = JsonDocument.Parse(Body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns a wait that a platform states in its own way; a minute if it states none, an hour at most.</summary>
    public static TimeSpan Bounded(TimeSpan? wait) =>
        wait is not { } stated || stated <= TimeSpan.Zero ? UsualWait : stated < LongestWait ? stated : LongestWait;

    /// <summary>Returns words of the platform for a reason, in one line and short. They must not contain an address or a token.</summary>
    public static string Words(string? words) => ChatText.Shorten(string.Join(' ', (words ?? "").Split((char[]?)null,
        StringSplitOptions.RemoveEmptyEntries)), MostWords);

    /// <summary>Returns what the status alone means; a successful one whose body nobody understood is in doubt.</summary>
    public SendResult ByStatus()
    {
        var reason = $"the target answered {(int)Status}";
        return Status switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices =>
                new SendResult.Unknown($"{reason} with words that are not its own"),
            HttpStatusCode.TooManyRequests => new SendResult.Throttled(Wait, WholeAccount: false),
            HttpStatusCode.Gone => new SendResult.ChatGone(reason),
            // A wrong address or secret may be corrected.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed
                or (>= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest) => new SendResult.ChatResting(reason, Tries),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => new SendResult.Unknown(reason),
            _ => new SendResult.Rejected(reason),
        };
    }
}
