using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Cli;

/// <summary>
/// One line of a report. The reports of <c>explain</c>, <c>trace</c>, <c>audit</c>, <c>dead-letters</c>, <c>takedowns</c> and
/// <c>complaints</c> are sequences of these, printed while they are read.
/// </summary>
/// <param name="text">The text for people; numbers and times are formatted the same in every language.</param>
/// <param name="depth">The indentation below the parent line.</param>
internal sealed class ReportLine(FormattableString text, int depth = 0)
{
    public string Text { get; } = new string(' ', 2 * depth) + FormattableString.Invariant(text);

    /// <summary>
    /// The object that <c>--json</c> prints instead of the text; null for a line without information for scripts.
    /// </summary>
    public object? Data { get; init; }

    /// <summary>True if the line makes the command fail.</summary>
    public bool IsFault { get; init; }
}

/// <summary>Prints reports as text, or as one JSON object per line.</summary>
internal static class ReportPrinter
{
    // Chinese is not escaped, because no browser reads this as HTML.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Prints a report and returns the exit code of the command.</summary>
    public static async Task<int> PrintAsync(IAsyncEnumerable<ReportLine> report, bool asJson, TextWriter output)
    {
        var exitCode = ExitCodes.Done;
        await foreach (var line in report)
        {
            if (line.IsFault)
                exitCode = ExitCodes.Failed;
            if (!asJson)
                await output.WriteLineAsync(line.Text);
            else if (line.Data is { } data)
                await output.WriteLineAsync(JsonSerializer.Serialize(data, data.GetType(), Json));
        }

        return exitCode;
    }
}
