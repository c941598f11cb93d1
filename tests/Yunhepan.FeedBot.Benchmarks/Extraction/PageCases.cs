using System.Text.Json;

namespace Yunhepan.FeedBot.Benchmarks.Extraction;

/// <summary>The cases of a folder of pages: <c>cases.jsonl</c> has a line for each.</summary>
internal static class PageCases
{
    public static IEnumerable<JsonElement> Read(string folder) =>
        File.ReadLines(Path.Combine(folder, "cases.jsonl")).Where(line => line.Length > 0).Select(Parse);

    // Python writes an unknown number so, which is no JSON.
    private static JsonElement Parse(string line)
    {
        try
        {
            return JsonDocument.Parse(line).RootElement;
        }
        catch (JsonException) when (line.Contains("NaN", StringComparison.Ordinal))
        {
            return JsonDocument.Parse(WithoutNaN(line)).RootElement;
        }
    }

    /// <summary>Replaces it outside of strings, where it may be part of a text.</summary>
    private static string WithoutNaN(string line)
    {
        var text = new System.Text.StringBuilder(line.Length);
        var inString = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (inString && line[i] == '\\')
            {
                text.Append(line, i, Math.Min(2, line.Length - i));
                i++;
                continue;
            }

            inString ^= line[i] == '"';
            if (!inString && string.CompareOrdinal(line, i, "NaN", 0, 3) == 0)
            {
                // A list of one unknown is empty.
                var isAlone = i > 0 && line[i - 1] == '[' && i + 3 < line.Length && line[i + 3] == ']';
                text.Append(isAlone ? "" : "null");
                i += 2;
                continue;
            }

            text.Append(line[i]);
        }

        return text.ToString();
    }
}
