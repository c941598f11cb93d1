namespace Yunhepan.FeedBot.Articles.Correcting;

/// <summary>A changed text.</summary>
/// <param name="Before">The part of the earlier text that counts.</param>
/// <param name="After">The part of the current text that counts.</param>
/// <param name="IsCertain">True for a correction; false if it may change again at the next look.</param>
/// <param name="IsPressing">True if that look should be taken soon.</param>
internal sealed record ChangedText(string Before, string After, bool IsCertain, bool IsPressing);
