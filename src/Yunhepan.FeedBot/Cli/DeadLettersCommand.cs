using System.CommandLine;
using System.CommandLine.Parsing;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Alerts.Auditing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue.Reading;

namespace Yunhepan.FeedBot.Cli;

/// <c>dead-letters</c>: lists alerts that did not reach a chat, with the reason; <c>--requeue</c> queues them again.
internal static class DeadLettersCommand
{
    private static readonly Option<long?> Alert = CheckedOptions.Id("--alert", "Only those of the alert with this number.");
    private static readonly Option<long?> Chat = CheckedOptions.Id("--chat", "Only those of the chat with this number.");

    private static readonly Option<DeliveryOutcome?> Outcome = CheckedOptions.Choice(
        "--outcome", "OUTCOME", "Only rejected (the platform refuses the message), givenup (all tries failed), indoubt (it may have "
        + "arrived) or unreachable (the chat is closed to us).",
        DeliveryOutcome.Rejected, DeliveryOutcome.GivenUp, DeliveryOutcome.InDoubt, DeliveryOutcome.Unreachable);

    private static readonly Option<TimeSpan?> Within = new("--within")
    {
        Description = $"Only those of this last period: {Durations.Expected}.",
        HelpName = "SPAN",
        CustomParser = Span,
    };

    private static readonly Option<int> Limit = CheckedOptions.Number(
        "--limit", 1, 100_000, 50, "How many to show, the newest first; --requeue takes all that match.");

    private static readonly Option<bool> Requeue = new("--requeue")
    {
        Description = "Send all that match again, also while the service runs; those of closed chats stay until their "
            + "people are back. What is in doubt may then arrive twice.",
    };

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "dead-letters", "Shows alerts that did not reach a chat, and why; --requeue sends them again.",
            (parsed, services, ct) =>
            {
                var (letters, filter) = (services.GetRequiredService<DeadLetters>(), FilterOf(parsed, services));
                return parsed.GetValue(Requeue)
                    ? RequeueAsync(letters, filter, ct) : ListAsync(letters, filter, parsed.GetValue(Limit), ct);
            });
        foreach (var option in (Option[])[Alert, Chat, Outcome, Within, Limit, Requeue])
            command.Add(option);
        return command;
    }

    private static DeadLetterFilter FilterOf(ParseResult parsed, IServiceProvider services) => new()
    {
        Alert = parsed.GetValue(Alert),
        Subscriber = parsed.GetValue(Chat),
        Outcome = parsed.GetValue(Outcome),
        Since = services.GetRequiredService<TimeProvider>().GetUtcNow() - parsed.GetValue(Within),
    };

    private static async IAsyncEnumerable<ReportLine> RequeueAsync(
        DeadLetters letters, DeadLetterFilter filter, [EnumeratorCancellation] CancellationToken ct)
    {
        var done = await letters.RequeueAsync(filter, ct);
        yield return done.Left == 0 ? new($"Requeued: {done.Requeued}") { Data = done }
            : new($"Requeued: {done.Requeued}; left, as their chats are closed or have stopped: {done.Left}") { Data = done };
    }

    private static async IAsyncEnumerable<ReportLine> ListAsync(
        DeadLetters letters, DeadLetterFilter filter, int count, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var letter in await letters.ListAsync(filter, count, ct))
            yield return Line(letter);
        var all = await letters.CountAsync(filter, ct);
        yield return all == 1 ? new($"1 dead letter.") : new($"{all} dead letters.");
    }

    private static ReportLine Line(DeadLetter letter)
    {
        var tries = letter.Attempts + 1;
        var became = $"{letter.Outcome} after {tries} {(tries == 1 ? "try" : "tries")}: {letter.Reason}";
        return new($"{Times.Write(letter.At)}  alert {letter.Alert} ({letter.What})  {letter.Label}  {became}  \"{letter.Title}\"")
        {
            Data = letter,
        };
    }

    private static TimeSpan? Span(ArgumentResult result)
    {
        var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        var span = Durations.Parse(text);
        if (span is null)
            result.AddError($"--within: \"{text}\" is not {Durations.Expected}");
        return span;
    }
}
