using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>How faults speak of JSON.</summary>
internal static class Words
{
    public static string Kind(PlacedJson value) => value.Kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    public static string List(IEnumerable<string> words) => string.Join(", ", words);

    /// <summary>What somebody wrote, short and on one line, as it goes into logs.</summary>
    public static string Clip(string text) => Clip(text, 80);

    /// <summary>Why something is refused: whole, as its end says what would be right; only what is no reason any more is cut.</summary>
    public static string OneLine(string text) => Clip(text, 1000);

    private static string Clip(string text, int most)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, most - 1), "…");
    }
}
