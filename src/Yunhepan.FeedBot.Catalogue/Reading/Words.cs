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

    /// <summary>Short and on one line, as it goes into logs.</summary>
    public static string Clip(string text)
    {
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= 80 ? line : string.Concat(line.AsSpan(0, 79), "…");
    }
}
