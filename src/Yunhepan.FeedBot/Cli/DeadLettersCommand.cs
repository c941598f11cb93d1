using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <summary><c>dead-letters</c>: alerts that did not reach a chat, with the reason; <c>--requeue</c> gives them another try.</summary>
internal static class DeadLettersCommand
{
    private static readonly Option<long?> Alert = new("--alert") { Description = "Only those of the alert with this number." };
    private static readonly Option<long?> Chat = new("--chat") { Description = "Only those of the chat with this number." };
    private static readonly Option<DeliveryOutcome?> Outcome = new(
        "--outcome") { Description = "Only Rejected, GivenUp, InDoubt or Unreachable." };
    private static readonly Option<TimeSpan?> Within = new(
        "--within") { Description = $"Only those of the last so long: {Durations.Expected}.", HelpName = "SPAN", CustomParser = Span };
    private static readonly Option<int> Limit = new(
        "--limit") { Description = "How many to show, the newest first.", DefaultValueFactory = _ => 50 };
    private static readonly Option<bool> Requeue = new(
        "--requeue") { Description = "Sends all that match again, also while the service runs; those of closed chats stay until their "
            + "people are back. What is in doubt may then arrive twice." };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object a line." };

    public static Command Create()
    {
        Outcome.AcceptOnlyFromAmong(["Rejected", "GivenUp", "InDoubt", "Unreachable"]);
        var command = new Command("dead-letters", "Shows alerts that did not reach a chat, and why; --requeue sends them again.")
        {
            Alert, Chat, Outcome, Within, Limit, Requeue, Json, ServiceOptions.Data,
        };
        command.SetAction(
            (parsed, ct) => StoredArticles.UseAsync(parsed.GetValue(ServiceOptions.Data)!, services => RunAsync(parsed, services, ct)));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var letters = services.GetRequiredService<DeadLetters>();
        var filter = new DeadLetterFilter
        {
            Alert = parsed.GetValue(Alert),
            Subscriber = parsed.GetValue(Chat),
            Outcome = parsed.GetValue(Outcome),
            Since = services.GetRequiredService<TimeProvider>().GetUtcNow() - parsed.GetValue(Within),
        };
        if (parsed.GetValue(Requeue))
        {
            var (requeued, left) = await letters.RequeueAsync(filter, ct);
            await Console.Out.WriteLineAsync(parsed.GetValue(Json) ? $"{{\"requeued\":{requeued},\"left\":{left}}}"
                : left == 0 ? $"Requeued: {requeued}" : $"Requeued: {requeued}; left, as their chats are closed or have stopped: {left}");
            return ExitCodes.Done;
        }

        foreach (var letter in await letters.ListAsync(filter, parsed.GetValue(Limit), ct))
            await Console.Out.WriteLineAsync(
                parsed.GetValue(Json) ? JsonSerializer.Serialize(letter, DeadLetterJson.Default.DeadLetter) : Line(letter));
        if (!parsed.GetValue(Json))
        {
            var count = await letters.CountAsync(filter, ct);
            await Console.Out.WriteLineAsync(count == 1 ? "1 dead letter." : $"{count} dead letters.");
        }

        return ExitCodes.Done;
    }

    private static TimeSpan? Span(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        var span = Durations.Parse(text);
        if (span is null)
            result.AddError($"--within: \"{text}\" is not {Durations.Expected}");
        return span;
    }

    private static string Line(DeadLetter letter) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Times.Write(letter.At)}  alert {letter.Alert}  chat {letter.Subscriber} ({letter.Chat.Platform} {letter.Chat.ChatId})  ")
        + $"{letter.Outcome} after {letter.Attempts + 1}: {letter.Reason}  \"{letter.Title}\"";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class DeadLetterJson : JsonSerializerContext;
