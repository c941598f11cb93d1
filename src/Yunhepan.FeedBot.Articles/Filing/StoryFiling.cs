namespace Yunhepan.FeedBot.Articles.Filing;

/// <summary>The reason of an article's place in a category or region that it has because another article of its story is there.</summary>
internal static class StoryFiling
{
    private const string Prefix = "story: ";

    /// <summary>Returns the reason that names the other article's source.</summary>
    public static string BecauseOf(string sourceId) => Prefix + sourceId;

    /// <summary>Returns whether the story is the reason.</summary>
    public static bool Is(string reason) => reason.StartsWith(Prefix, StringComparison.Ordinal);
}
