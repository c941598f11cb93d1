using Yunhepan.FeedBot.Catalogue.Text;

namespace Yunhepan.FeedBot.Tests;

/// <summary>Writes a text in traditional characters, as good as one for one goes.</summary>
internal static class TraditionalText
{
    /// <summary>Characters that stay in most words.</summary>
    private const string Kept = "面回向出才志制局交折借了困升欲致注只表系采复卷准里云丑";

    private static readonly Dictionary<char, char> Map = Enumerable.Range(0x3400, 0x9fff - 0x3400).Select(c => (char)c)
        .Where(c => SimplifiedCharacters.Simplify(c) is var simple && simple != c && !Kept.Contains(simple, StringComparison.Ordinal))
        .DistinctBy(SimplifiedCharacters.Simplify).ToDictionary(SimplifiedCharacters.Simplify);

    public static string Write(string text) => string.Concat(text.Select(c => c == '钟' ? '鐘' : Map.GetValueOrDefault(c, c)));
}
