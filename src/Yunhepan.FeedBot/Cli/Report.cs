using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yunhepan.FeedBot.Cli;

/// <summary>
/// One line of a report. What <c>explain</c>, <c>trace</c>, <c>audit</c>, <c>dead-letters</c>, <c>takedowns</c> and
/// <c>complaints</c> find is a sequence of these, printed while it is read.
/// </summary>
/// <param name="text">For people; numbers and times are written the same in every language.</param>
/// <param name="depth">How far the line is indented below the one that it belongs to.</param>
internal sealed class ReportLine(FormattableString text, int depth = 0)
{
    public string Text { get; } = new string(' ', 2 * depth) + FormattableString.Invariant(text);

    /// <summary>What <c>--json</c> prints instead of the text; null for a line that tells a script nothing.</summary>
    public object? Data { get; init; }

    /// <summary>True when the command has to fail because of what the line says.</summary>
    public bool IsFault { get; init; }
}

/// <summary>Prints reports: their text, or a JSON object a line.</summary>
internal static class ReportPrinter
{
    // Chinese stays as it is: no browser reads this as HTML.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Returns the exit code of the command.</summary>
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
