using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>One visit to the page of a stored article, with everything it concerns.</summary>
internal sealed record RevisitedArticle(Source Source, SourceState State, Article Article, PageRevisit Revisit);
