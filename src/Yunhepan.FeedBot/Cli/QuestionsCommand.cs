using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Yunhepan.FeedBot.Alerts.Questions;

namespace Yunhepan.FeedBot.Cli;

/// <c>questions</c>: shows how many questions each publisher got in each month, how many it answered, and how fast.
internal static class QuestionsCommand
{
    private static readonly Option<int> Months = CheckedOptions.Number("--months", 1, 120, 12, "How many months to show, with this one.");

    public static Command Create()
    {
        var command = ReportCommand.Create(
            "questions", "Shows the questions to each publisher by month: asked, answered, and the median time to the first answer.",
            (parsed, services, ct) => ReadAsync(services, parsed.GetValue(Months), ct));
        command.Add(Months);
        return command;
    }

    private static async IAsyncEnumerable<ReportLine> ReadAsync(
        IServiceProvider services, int months, [EnumeratorCancellation] CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        // A month may begin a day earlier in the zone of the site than in UTC.
        var since = new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1 - months).AddDays(-1);
        var figures = (await services.GetRequiredService<QuestionFigures>().ReadAsync(since, ct))
            .Where(f => f.Month >= DateOnly.FromDateTime(since.UtcDateTime)).ToList();
        foreach (var row in figures)
            yield return Line(row);
        if (figures.Count == 0)
            yield return new($"No questions.");
    }

    private static ReportLine Line(PublisherFigures row)
    {
        var month = row.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var publisher = row.PublisherId.Length == 0 ? "(this site)" : row.PublisherId;
        var median = row.MedianToAnswer is { } span ? $", median {Span(span)}" : "";
        return new($"{month}  {publisher}  asked {row.Asked}, answered {row.Answered}{median}") { Data = row };
    }

    private static string Span(TimeSpan span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(span.TotalDays >= 1 ? $"{(int)span.TotalDays} d " : "")}{span.Hours} h {span.Minutes} min");
}
