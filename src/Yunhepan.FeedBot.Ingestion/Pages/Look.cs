using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Ingestion.States;

namespace Yunhepan.FeedBot.Ingestion.Pages;

/// <summary>One look at the page of a stored article, and what it is about.</summary>
public sealed record Look(Source Source, SourceState State, Article Article, PageRevisit Revisit);
