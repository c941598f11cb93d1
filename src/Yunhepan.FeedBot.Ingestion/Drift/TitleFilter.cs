using Yunhepan.FeedBot.Catalogue;


namespace Yunhepan.FeedBot.Ingestion.Drift;

/// <summary>Applies the <c>include</c> and <c>exclude</c> words of a source.</summary>
internal static class TitleFilter
{
    public static bool Lets(Source source, string title) =>
        (source.Include.Count == 0 || source.Include.Any(w => title.Contains(w, StringComparison.OrdinalIgnoreCase)))
        && !source.Exclude.Any(w => title.Contains(w, StringComparison.OrdinalIgnoreCase));
}
