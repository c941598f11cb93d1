using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Globalization;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Articles.Takedowns;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;

namespace Yunhepan.FeedBot.Cli;

/// <c>complaints</c>: lists the articles that people ask to be taken down, with the due dates; <c>complaints close N</c> answers
/// one.
internal static class ComplaintsCommand
{
    private static readonly Option<bool> Closed = new("--closed")
    {
        Description = "List those that are closed instead, the last closed first.",
    };

    private static readonly Option<int> Limit = CheckedOptions.Number("--limit", 1, 100_000, 100, "The most lines to print.");
    private static readonly Argument<long> Number = CheckedOptions.IdArgument("N", "The number of the complaint.");
    private static readonly Option<bool> TakeDown = new("--take-down") { Description = "Take its article down." };
    private static readonly Option<bool> Reject = new("--reject") { Description = "Leave its article as it is." };
    private static readonly Option<string?> Reason = new(
        "--reason")
    {
        Description = "The reason, which readers see in place of the article. Default: that it was taken down after a complaint.",
        HelpName = "TEXT",
    };

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "complaints", "Lists open complaints about articles, in the order in which they are due.",
            (parsed, services, ct) => ListAsync(services, parsed.GetValue(Closed), parsed.GetValue(Limit), ct));
        command.Add(Closed);
        command.Add(Limit);
        command.Add(Close());
        return command;
    }

    internal static async IAsyncEnumerable<ReportLine> ListAsync(
        IServiceProvider services, bool closed, int count, [EnumeratorCancellation] CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var found = await services.GetRequiredService<ComplaintBox>().ListAsync(closed, count, ct);
        if (found.Count == 0)
            yield return closed ? new($"No complaint is closed.") : new($"No complaint is open.");
        foreach (var complaint in found)
            yield return Line(complaint, now);
    }

    private static Command Close()
    {
        var command = new Command("close", "Closes a complaint: takes the article down, or rejects the complaint.")
        {
            Number, TakeDown, Reject, Reason, TakedownCommands.Note, TakedownCommands.By, ServiceOptions.Data, ServiceOptions.Feeds,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(TakeDown) == result.GetValue(Reject))
                result.AddError("give either --take-down or --reject");
            if (result.GetValue(Reason) is { Length: > TakedownDesk.LongestReason }
                || result.GetValue(TakedownCommands.Note) is { Length: > TakedownDesk.LongestReason })
                result.AddError($"--reason and --note take at most {TakedownDesk.LongestReason} characters");
        });
        command.SetAction(
            (parsed, ct) =>
                StoredArticles.UseAsync(
                    parsed.GetValue(ServiceOptions.Data)!, parsed.GetValue(ServiceOptions.Feeds)!,
                    services => CloseAsync(parsed, services, ct), ct));
        return command;
    }

    private static async Task<int> CloseAsync(ParseResult parsed, IServiceProvider services, CancellationToken ct)
    {
        var (number, box) = (parsed.GetValue(Number), services.GetRequiredService<ComplaintBox>());
        if (await box.FindAsync(number, ct) is not { } complaint)
            return await CliErrors.FailAsync($"there is no complaint {number}");
        if (complaint.Outcome != ComplaintOutcome.Open)
            return await CliErrors.FailAsync(
                string.Create(
                    CultureInfo.InvariantCulture, $"complaint {number} has been closed since {complaint.ClosedAt:yyyy-MM-dd}"));
        var takesDown = parsed.GetValue(TakeDown);
        var reason = parsed.GetValue(Reason)?.Trim() is { Length: > 0 } stated ? stated
            : takesDown ? Granted(services.GetRequiredService<CurrentTopics>().Tree.Site.Language) : "";
        var order = new TakedownOrder(parsed.GetValue(TakedownCommands.By)!, reason, parsed.GetValue(TakedownCommands.Note));
        var article = await services.GetRequiredService<ArticleReader>().FindFollowedAsync(complaint.PublicId, ct);
        var outcome = await box.CloseAsync(
            number, takesDown
            ? ComplaintOutcome.TakenDown : ComplaintOutcome.Rejected, order, services.GetRequiredService<TakedownDesk>(), ct);
        await Console.Out.WriteLineAsync($"Complaint {number} is closed.");
        return outcome is TakedownOutcome.Done && article is not null
            ? await TakedownCommands.ReportAsync(article, outcome, services.GetRequiredService<CurrentTopics>().Tree, json: false)
            : ExitCodes.Done;
    }

    /// <summary>Returns the reason that readers see if none is stated. Reasons are stored as one text, so in the site's language.</summary>
    internal static string Granted(string language) => OwnText.Choose(
        language, "收到投诉后撤下", "Taken down after a complaint", "申し立てを受けて掲載を停止", "Retirado tras una reclamación");

    private static ReportLine Line(Complaint complaint, DateTimeOffset now)
    {
        var state = complaint.Outcome switch
        {
            ComplaintOutcome.Open when complaint.DueAt < now => $"OVERDUE since {complaint.DueAt.UtcDateTime:yyyy-MM-dd}",
            ComplaintOutcome.Open => $"due {complaint.DueAt.UtcDateTime:yyyy-MM-dd}",
            ComplaintOutcome.TakenDown => $"taken down {complaint.ClosedAt?.UtcDateTime:yyyy-MM-dd}",
            ComplaintOutcome.Rejected => $"rejected {complaint.ClosedAt?.UtcDateTime:yyyy-MM-dd}",
            _ => throw new ArgumentOutOfRangeException(nameof(complaint), complaint.Outcome, "No text is defined for this outcome."),
        };
        var said = $"from {OneLine(complaint.Contact ?? "somebody without a contact")}: {OneLine(complaint.Text)}";
        return new($"complaint {complaint.Id}  {state}  {complaint.PublicId}  \"{OneLine(complaint.Title)}\"  {said}") { Data = complaint };
    }

    // This text comes from the public, so it must not control the terminal.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Select(word => string.Concat(word.Where(c => !char.IsControl(c)))));
}
