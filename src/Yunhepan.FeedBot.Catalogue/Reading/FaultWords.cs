using System.Text.Json;

namespace Yunhepan.FeedBot.Catalogue.Reading;

/// <summary>Formats JSON terms for fault messages.</summary>
internal static class FaultWords
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

    /// <summary>Shortens a user's text to one line for logs.</summary>
    public static string Clip(string text) => Clip(text, 80);

    /// <summary>
    /// Puts a reason on one line. It is shortened only at an extreme length, because its end says what would be correct.
    /// </summary>
    public static string OneLine(string text) => Clip(text, 1000);

    private static string Clip(string text, int most)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= most ? line : string.Concat(line.AsSpan(0, most - 1), "…");
    }
}
